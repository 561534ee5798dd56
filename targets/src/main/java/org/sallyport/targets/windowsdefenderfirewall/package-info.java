/** Windows Defender Firewall: dynamic keywords, and rules that use them. */
@NullMarked
package org.sallyport.targets.windowsdefenderfirewall;

import org.jspecify.annotations.NullMarked;
