/** AWS Network Firewall: the domain list of a stateful rule group. */
@NullMarked
package org.sallyport.targets.awsnetworkfirewall;

import org.jspecify.annotations.NullMarked;
