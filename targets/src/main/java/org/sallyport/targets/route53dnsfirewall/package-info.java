/** Amazon Route 53 Resolver DNS Firewall. */
@NullMarked
package org.sallyport.targets.route53dnsfirewall;

import org.jspecify.annotations.NullMarked;
