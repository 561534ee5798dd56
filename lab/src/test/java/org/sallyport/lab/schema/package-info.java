/** Rendered templates held against the types that their vendors publish. */
@NullMarked
package org.sallyport.lab.schema;

import org.jspecify.annotations.NullMarked;
