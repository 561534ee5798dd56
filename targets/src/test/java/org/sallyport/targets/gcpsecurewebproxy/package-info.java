@NullMarked
package org.sallyport.targets.gcpsecurewebproxy;

import org.jspecify.annotations.NullMarked;
