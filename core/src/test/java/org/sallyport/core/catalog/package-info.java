@NullMarked
package org.sallyport.core.catalog;

import org.jspecify.annotations.NullMarked;
