/** nftables and dnsmasq between a client and an Internet, each in a network namespace of its own. */
@NullMarked
package org.sallyport.lab.nftables;

import org.jspecify.annotations.NullMarked;
