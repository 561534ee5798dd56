/**
 * Checks from machines where nothing may be installed: a {@link org.sallyport.check.script.Script} climbs there as a
 * {@link org.sallyport.check.Ladder} does here, and {@link org.sallyport.check.script.Results} are what it brings back.
 */
@NullMarked
package org.sallyport.check.script;

import org.jspecify.annotations.NullMarked;
