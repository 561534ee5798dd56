/** nginx as a transparent forward proxy that decides by the TLS server name or the Host header. */
@NullMarked
package org.sallyport.targets.nginx;

import org.jspecify.annotations.NullMarked;
