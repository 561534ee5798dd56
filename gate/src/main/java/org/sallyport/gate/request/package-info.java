/** What clients say first: heads of HTTP requests, hellos of TLS. No I/O; every reader is strict. */
@NullMarked
package org.sallyport.gate.request;

import org.jspecify.annotations.NullMarked;
