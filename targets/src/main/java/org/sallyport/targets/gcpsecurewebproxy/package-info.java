/** Google Cloud Secure Web Proxy: URL lists and the rules of a gateway security policy. */
@NullMarked
package org.sallyport.targets.gcpsecurewebproxy;

import org.jspecify.annotations.NullMarked;
