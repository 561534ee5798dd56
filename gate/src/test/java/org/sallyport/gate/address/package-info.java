@NullMarked
package org.sallyport.gate.address;

import org.jspecify.annotations.NullMarked;
