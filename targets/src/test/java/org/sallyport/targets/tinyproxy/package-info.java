@NullMarked
package org.sallyport.targets.tinyproxy;

import org.jspecify.annotations.NullMarked;
