/** The PowerDNS Recursor's answers held against what the reader says of its policies. */
@NullMarked
package org.sallyport.lab.pdnsrecursor;

import org.jspecify.annotations.NullMarked;
