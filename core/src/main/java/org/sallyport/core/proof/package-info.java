/** The proof that a device lets through what it must and nothing beyond what it may. */
@NullMarked
package org.sallyport.core.proof;

import org.jspecify.annotations.NullMarked;
