/** Around a proxy: clients that ask for names, and servers that answer. */
@NullMarked
package org.sallyport.lab.proxy;

import org.jspecify.annotations.NullMarked;
