@NullMarked
package org.sallyport.check.script;

import org.jspecify.annotations.NullMarked;
