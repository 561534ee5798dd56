@NullMarked
package org.sallyport.targets.fortigate;

import org.jspecify.annotations.NullMarked;
