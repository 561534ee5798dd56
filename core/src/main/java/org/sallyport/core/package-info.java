/** The part of Sallyport that does no input or output. */
@NullMarked
package org.sallyport.core;

import org.jspecify.annotations.NullMarked;
