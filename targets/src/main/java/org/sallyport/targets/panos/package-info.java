/** Palo Alto Networks PAN-OS, firewall: URL categories and security rules in its command language. */
@NullMarked
package org.sallyport.targets.panos;

import org.jspecify.annotations.NullMarked;
