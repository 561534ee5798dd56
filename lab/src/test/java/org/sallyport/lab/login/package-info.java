/** Proxies that ask who asks: the real Squid with its helpers, and a real Kerberos server. */
@NullMarked
package org.sallyport.lab.login;

import org.jspecify.annotations.NullMarked;
