/** The forward proxy Squid: {@code squid.conf}, complete or as a file to include. */
@NullMarked
package org.sallyport.targets.squid;

import org.jspecify.annotations.NullMarked;
