@NullMarked
package org.sallyport.gate.attack;

import org.jspecify.annotations.NullMarked;
