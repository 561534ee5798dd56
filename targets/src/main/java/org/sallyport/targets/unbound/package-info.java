/** Local zones of the resolver Unbound. */
@NullMarked
package org.sallyport.targets.unbound;

import org.jspecify.annotations.NullMarked;
