@NullMarked
package org.sallyport.targets.watchguard;

import org.jspecify.annotations.NullMarked;
