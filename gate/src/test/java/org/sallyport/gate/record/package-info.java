@NullMarked
package org.sallyport.gate.record;

import org.jspecify.annotations.NullMarked;
