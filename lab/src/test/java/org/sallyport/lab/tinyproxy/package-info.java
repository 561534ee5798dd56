@NullMarked
package org.sallyport.lab.tinyproxy;

import org.jspecify.annotations.NullMarked;
