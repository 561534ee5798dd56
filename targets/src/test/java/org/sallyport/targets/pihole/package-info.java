@NullMarked
package org.sallyport.targets.pihole;

import org.jspecify.annotations.NullMarked;
