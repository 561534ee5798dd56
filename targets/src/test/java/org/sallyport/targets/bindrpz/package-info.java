@NullMarked
package org.sallyport.targets.bindrpz;

import org.jspecify.annotations.NullMarked;
