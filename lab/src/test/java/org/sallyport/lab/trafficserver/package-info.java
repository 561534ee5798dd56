/** The target {@code trafficserver} against the real Apache Traffic Server. */
@NullMarked
package org.sallyport.lab.trafficserver;

import org.jspecify.annotations.NullMarked;
