/** Response policy zones of the name server BIND. */
@NullMarked
package org.sallyport.targets.bindrpz;

import org.jspecify.annotations.NullMarked;
