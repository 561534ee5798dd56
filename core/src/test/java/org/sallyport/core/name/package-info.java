/** Tests of names, patterns, sets and matchers. */
@NullMarked
package org.sallyport.core.name;

import org.jspecify.annotations.NullMarked;
