/** Tests of what is told about a check. */
@NullMarked
package org.sallyport.check.report;

import org.jspecify.annotations.NullMarked;
