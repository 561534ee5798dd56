/** Juniper SRX: web filtering with lists of URL patterns. */
@NullMarked
package org.sallyport.targets.junipersrx;

import org.jspecify.annotations.NullMarked;
