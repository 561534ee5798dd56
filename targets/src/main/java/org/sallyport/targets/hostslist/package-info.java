/** Plain lists of names, one a line, as firewalls and filters fetch them. */
@NullMarked
package org.sallyport.targets.hostslist;

import org.jspecify.annotations.NullMarked;
