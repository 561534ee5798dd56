/** What a check of a site came to, for people and for machines. */
@NullMarked
package org.sallyport.check.report;

import org.jspecify.annotations.NullMarked;
