@NullMarked
package org.sallyport.targets.nftables;

import org.jspecify.annotations.NullMarked;
