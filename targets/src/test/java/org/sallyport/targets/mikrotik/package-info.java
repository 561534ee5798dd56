@NullMarked
package org.sallyport.targets.mikrotik;

import org.jspecify.annotations.NullMarked;
