/** Which addresses are public, and what names have become of it. */
@NullMarked
package org.sallyport.gate.address;

import org.jspecify.annotations.NullMarked;
