/** Questions to forward proxies. */
@NullMarked
package org.sallyport.lab.proxy;

import org.jspecify.annotations.NullMarked;
