/** MikroTik RouterOS: an address list that the router fills from names, and the filter that uses it. */
@NullMarked
package org.sallyport.targets.mikrotik;

import org.jspecify.annotations.NullMarked;
