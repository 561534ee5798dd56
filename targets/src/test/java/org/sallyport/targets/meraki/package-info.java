@NullMarked
package org.sallyport.targets.meraki;

import org.jspecify.annotations.NullMarked;
