/** What a YAML file may hold, and where its values stand. */
@NullMarked
package org.sallyport.core.yaml;

import org.jspecify.annotations.NullMarked;
