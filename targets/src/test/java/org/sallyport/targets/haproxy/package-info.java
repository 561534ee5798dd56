@NullMarked
package org.sallyport.targets.haproxy;

import org.jspecify.annotations.NullMarked;
