/** Cisco Secure Firewall Threat Defense: lists of URLs. */
@NullMarked
package org.sallyport.targets.ciscoftd;

import org.jspecify.annotations.NullMarked;
