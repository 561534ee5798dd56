/** Response policy zones of the PowerDNS Recursor. */
@NullMarked
package org.sallyport.targets.pdnsrecursor;

import org.jspecify.annotations.NullMarked;
