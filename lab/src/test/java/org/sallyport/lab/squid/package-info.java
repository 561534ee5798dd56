@NullMarked
package org.sallyport.lab.squid;

import org.jspecify.annotations.NullMarked;
