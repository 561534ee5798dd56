/** Cisco Meraki MX: content filtering, as the dashboard's API takes it. */
@NullMarked
package org.sallyport.targets.meraki;

import org.jspecify.annotations.NullMarked;
