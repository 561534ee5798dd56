/** The forward proxy tinyproxy: a complete configuration with its filter file. */
@NullMarked
package org.sallyport.targets.tinyproxy;

import org.jspecify.annotations.NullMarked;
