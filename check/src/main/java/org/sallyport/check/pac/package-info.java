/** Proxy auto-config files, evaluated as browsers do, and bounded: the files come from the network. */
@NullMarked
package org.sallyport.check.pac;

import org.jspecify.annotations.NullMarked;
