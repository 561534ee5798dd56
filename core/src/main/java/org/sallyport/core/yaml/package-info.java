/** YAML 1.2 with the place of every value, for errors that name line and column. */
@NullMarked
package org.sallyport.core.yaml;

import org.jspecify.annotations.NullMarked;
