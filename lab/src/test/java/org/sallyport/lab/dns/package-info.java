/** The DNS around a filter: what is behind it, and who asks it. */
@NullMarked
package org.sallyport.lab.dns;

import org.jspecify.annotations.NullMarked;
