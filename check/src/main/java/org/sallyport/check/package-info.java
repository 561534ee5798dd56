/**
 * Whether an endpoint reaches what its site must reach. Each concrete name and port is an {@link org.sallyport.check.Aim};
 * a {@link org.sallyport.check.Ladder} climbs to it, rung by rung, and says on which one it stopped and why.
 */
@NullMarked
package org.sallyport.check;

import org.jspecify.annotations.NullMarked;
