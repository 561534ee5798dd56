/** How a proxy is told who asks: Negotiate, NTLM, Basic (RFC 9110, section 11.7). */
@NullMarked
package org.sallyport.check.login;

import org.jspecify.annotations.NullMarked;
