/** Measurements that are run by hand. */
@NullMarked
package org.sallyport.bench;

import org.jspecify.annotations.NullMarked;
