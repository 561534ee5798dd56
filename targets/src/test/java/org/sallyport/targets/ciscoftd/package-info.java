@NullMarked
package org.sallyport.targets.ciscoftd;

import org.jspecify.annotations.NullMarked;
