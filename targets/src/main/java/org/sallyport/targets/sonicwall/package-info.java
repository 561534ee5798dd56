/** SonicWall: address objects that stand for names. */
@NullMarked
package org.sallyport.targets.sonicwall;

import org.jspecify.annotations.NullMarked;
