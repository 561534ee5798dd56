@NullMarked
package org.sallyport.targets.sonicwall;

import org.jspecify.annotations.NullMarked;
