@NullMarked
package org.sallyport.check.pac;

import org.jspecify.annotations.NullMarked;
