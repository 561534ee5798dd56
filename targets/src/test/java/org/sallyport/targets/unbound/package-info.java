@NullMarked
package org.sallyport.targets.unbound;

import org.jspecify.annotations.NullMarked;
