/** Fortinet FortiGate, firewall: address objects and policies in its command language. */
@NullMarked
package org.sallyport.targets.fortigate;

import org.jspecify.annotations.NullMarked;
