/** Sophos Firewall (SFOS): FQDN hosts in the XML that it imports. */
@NullMarked
package org.sallyport.targets.sophosfirewall;

import org.jspecify.annotations.NullMarked;
