/** An enforcing forward proxy: a policy in, connections decided about. */
@NullMarked
package org.sallyport.gate;

import org.jspecify.annotations.NullMarked;
