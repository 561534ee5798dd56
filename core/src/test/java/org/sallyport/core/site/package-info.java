/** How site files are read, edited, planned and explained. */
@NullMarked
package org.sallyport.core.site;

import org.jspecify.annotations.NullMarked;
