/** What a gate lets through, in which version, and why it refuses. */
@NullMarked
package org.sallyport.gate.policy;

import org.jspecify.annotations.NullMarked;
