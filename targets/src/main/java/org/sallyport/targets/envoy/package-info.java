/** Envoy as a forward proxy. */
@NullMarked
package org.sallyport.targets.envoy;

import org.jspecify.annotations.NullMarked;
