@NullMarked
package org.sallyport.targets.pdnsrecursor;

import org.jspecify.annotations.NullMarked;
