/** A customer's location: its site file, and the allowlist that follows from it and the catalogs. */
@NullMarked
package org.sallyport.core.site;

import org.jspecify.annotations.NullMarked;
