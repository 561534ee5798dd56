/** dnsmasq. */
@NullMarked
package org.sallyport.lab.dnsmasq;

import org.jspecify.annotations.NullMarked;
