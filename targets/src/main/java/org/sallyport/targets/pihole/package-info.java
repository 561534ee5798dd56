/** The domain list of Pi-hole. */
@NullMarked
package org.sallyport.targets.pihole;

import org.jspecify.annotations.NullMarked;
