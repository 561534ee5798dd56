@NullMarked
package org.sallyport.targets.azurefirewall;

import org.jspecify.annotations.NullMarked;
