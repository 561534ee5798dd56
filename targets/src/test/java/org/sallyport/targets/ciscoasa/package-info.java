@NullMarked
package org.sallyport.targets.ciscoasa;

import org.jspecify.annotations.NullMarked;
