@NullMarked
package org.sallyport.lab.suricata;

import org.jspecify.annotations.NullMarked;
