/** dnsmasq, which resolves the names of a list and no others, and tells nftables their addresses. */
@NullMarked
package org.sallyport.targets.dnsmasq;

import org.jspecify.annotations.NullMarked;
