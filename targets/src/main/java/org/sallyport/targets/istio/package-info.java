/** Istio: service entries that let the pods of a namespace reach names of the outside. */
@NullMarked
package org.sallyport.targets.istio;

import org.jspecify.annotations.NullMarked;
