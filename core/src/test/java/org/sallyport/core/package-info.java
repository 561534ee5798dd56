/** Short names, nearest words and texts in two languages. */
@NullMarked
package org.sallyport.core;

import org.jspecify.annotations.NullMarked;
