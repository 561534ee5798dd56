@NullMarked
package org.sallyport.targets.junipersrx;

import org.jspecify.annotations.NullMarked;
