/** SQL for Pi-hole carried out by a real SQLite, and its expressions by a real engine for them. */
@NullMarked
package org.sallyport.lab.pihole;

import org.jspecify.annotations.NullMarked;
