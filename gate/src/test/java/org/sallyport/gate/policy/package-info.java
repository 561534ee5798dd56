@NullMarked
package org.sallyport.gate.policy;

import org.jspecify.annotations.NullMarked;
