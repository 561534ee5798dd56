@NullMarked
package org.sallyport.core.name;

import org.jspecify.annotations.NullMarked;
