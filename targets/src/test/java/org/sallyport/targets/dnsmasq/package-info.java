@NullMarked
package org.sallyport.targets.dnsmasq;

import org.jspecify.annotations.NullMarked;
