/** The gate among real clients, beside the real Squid, and in trouble: it never lets through what it should not. */
@NullMarked
package org.sallyport.lab.gate;

import org.jspecify.annotations.NullMarked;
