@NullMarked
package org.sallyport.lab.privoxy;

import org.jspecify.annotations.NullMarked;
