/** nftables, with sets of addresses that dnsmasq fills from its answers. */
@NullMarked
package org.sallyport.targets.nftables;

import org.jspecify.annotations.NullMarked;
