@NullMarked
package org.sallyport.lab.pac;

import org.jspecify.annotations.NullMarked;
