/** The commands. Each is one class; {@link Sallyport} is the way in, {@link Session} what they all print through. */
@NullMarked
package org.sallyport.cli;

import org.jspecify.annotations.NullMarked;
