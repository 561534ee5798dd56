/** The forward proxy Privoxy: a complete configuration with its actions file. */
@NullMarked
package org.sallyport.targets.privoxy;

import org.jspecify.annotations.NullMarked;
