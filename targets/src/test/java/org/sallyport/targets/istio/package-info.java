@NullMarked
package org.sallyport.targets.istio;

import org.jspecify.annotations.NullMarked;
