/** Decisions of AdGuard's rule engine held against what the reader says of the rules. */
@NullMarked
package org.sallyport.lab.adguardhome;

import org.jspecify.annotations.NullMarked;
