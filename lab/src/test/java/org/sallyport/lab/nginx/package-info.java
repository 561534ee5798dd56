/** The target {@code nginx} against the real nginx. */
@NullMarked
package org.sallyport.lab.nginx;

import org.jspecify.annotations.NullMarked;
