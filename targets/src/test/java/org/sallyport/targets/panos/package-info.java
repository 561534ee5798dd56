@NullMarked
package org.sallyport.targets.panos;

import org.jspecify.annotations.NullMarked;
