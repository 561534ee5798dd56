/** The target {@code haproxy} against the real HAProxy. */
@NullMarked
package org.sallyport.lab.haproxy;

import org.jspecify.annotations.NullMarked;
