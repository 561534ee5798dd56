@NullMarked
package org.sallyport.targets.nginx;

import org.jspecify.annotations.NullMarked;
