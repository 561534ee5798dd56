/** WatchGuard Firebox: names in an alias. */
@NullMarked
package org.sallyport.targets.watchguard;

import org.jspecify.annotations.NullMarked;
