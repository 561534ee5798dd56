@NullMarked
package org.sallyport.targets.checkpoint;

import org.jspecify.annotations.NullMarked;
