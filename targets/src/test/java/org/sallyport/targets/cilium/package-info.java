@NullMarked
package org.sallyport.targets.cilium;

import org.jspecify.annotations.NullMarked;
