/** OPNsense: aliases that stand for hosts. */
@NullMarked
package org.sallyport.targets.opnsense;

import org.jspecify.annotations.NullMarked;
