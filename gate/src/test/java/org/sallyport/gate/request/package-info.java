@NullMarked
package org.sallyport.gate.request;

import org.jspecify.annotations.NullMarked;
