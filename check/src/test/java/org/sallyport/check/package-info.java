@NullMarked
package org.sallyport.check;

import org.jspecify.annotations.NullMarked;
