/** What the prover finds, and that it finds all of it. */
@NullMarked
package org.sallyport.core.proof;

import org.jspecify.annotations.NullMarked;
