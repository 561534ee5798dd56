/** Cilium: network policies that let pods reach names of the outside. */
@NullMarked
package org.sallyport.targets.cilium;

import org.jspecify.annotations.NullMarked;
