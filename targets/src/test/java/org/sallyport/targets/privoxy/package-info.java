@NullMarked
package org.sallyport.targets.privoxy;

import org.jspecify.annotations.NullMarked;
