@NullMarked
package org.sallyport.targets.openshiftegress;

import org.jspecify.annotations.NullMarked;
