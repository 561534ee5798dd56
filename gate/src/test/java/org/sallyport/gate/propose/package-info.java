/** What is made of decision logs. */
@NullMarked
package org.sallyport.gate.propose;

import org.jspecify.annotations.NullMarked;
