@NullMarked
package org.sallyport.lab.unbound;

import org.jspecify.annotations.NullMarked;
