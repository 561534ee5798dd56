/** What stands before and behind a transparent proxy: clients that give a name, and servers that answer. */
@NullMarked
package org.sallyport.lab.proxy;

import org.jspecify.annotations.NullMarked;
