/**
 * The languages of devices. A {@link Target} is a codec: it writes an allowlist as device text and reads device text
 * back into the names that pass. Each product has a package of its own below this one; {@link Targets} lists them.
 */
@NullMarked
package org.sallyport.targets;

import org.jspecify.annotations.NullMarked;
