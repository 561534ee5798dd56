@NullMarked
package org.sallyport.targets;

import org.jspecify.annotations.NullMarked;
