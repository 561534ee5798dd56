/** Vendors' catalogs: what a document lists, in features, with the line that each fact comes from. */
@NullMarked
package org.sallyport.core.catalog;

import org.jspecify.annotations.NullMarked;
