@NullMarked
package org.sallyport.lab.bindrpz;

import org.jspecify.annotations.NullMarked;
