@NullMarked
package org.sallyport.targets.squid;

import org.jspecify.annotations.NullMarked;
