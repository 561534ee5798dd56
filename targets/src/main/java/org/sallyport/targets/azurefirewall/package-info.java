/** Azure Firewall: application rules of a firewall policy. */
@NullMarked
package org.sallyport.targets.azurefirewall;

import org.jspecify.annotations.NullMarked;
