/** What was decided, line by line and in numbers. */
@NullMarked
package org.sallyport.gate.record;

import org.jspecify.annotations.NullMarked;
