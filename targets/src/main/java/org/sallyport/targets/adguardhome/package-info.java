/** Filtering rules of AdGuard Home. */
@NullMarked
package org.sallyport.targets.adguardhome;

import org.jspecify.annotations.NullMarked;
