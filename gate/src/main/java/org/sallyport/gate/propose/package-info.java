/** What a decision log says that a site file lacks. */
@NullMarked
package org.sallyport.gate.propose;

import org.jspecify.annotations.NullMarked;
