/** A network in namespaces: an endpoint, a gateway, and an Internet, from which no packet leaves. */
@NullMarked
package org.sallyport.lab.network;

import org.jspecify.annotations.NullMarked;
