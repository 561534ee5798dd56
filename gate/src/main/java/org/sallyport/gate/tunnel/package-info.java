/** The connections: listeners, visits of clients, and what is passed on between two ends. */
@NullMarked
package org.sallyport.gate.tunnel;

import org.jspecify.annotations.NullMarked;
