@NullMarked
package org.sallyport.targets.pac;

import org.jspecify.annotations.NullMarked;
