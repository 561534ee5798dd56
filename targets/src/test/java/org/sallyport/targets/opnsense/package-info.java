@NullMarked
package org.sallyport.targets.opnsense;

import org.jspecify.annotations.NullMarked;
