/** Suricata as an intrusion prevention system, and what takes its rules. */
@NullMarked
package org.sallyport.targets.suricata;

import org.jspecify.annotations.NullMarked;
