/** Host names, patterns over them, sets of them, and the two matchers. */
@NullMarked
package org.sallyport.core.name;

import org.jspecify.annotations.NullMarked;
