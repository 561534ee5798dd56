@NullMarked
package org.sallyport.targets.windowsdefenderfirewall;

import org.jspecify.annotations.NullMarked;
