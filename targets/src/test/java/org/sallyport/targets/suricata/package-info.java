@NullMarked
package org.sallyport.targets.suricata;

import org.jspecify.annotations.NullMarked;
