/** Proxy auto-configuration files: JavaScript in which a browser asks which way to go. */
@NullMarked
package org.sallyport.targets.pac;

import org.jspecify.annotations.NullMarked;
