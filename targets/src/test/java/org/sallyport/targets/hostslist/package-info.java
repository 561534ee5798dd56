@NullMarked
package org.sallyport.targets.hostslist;

import org.jspecify.annotations.NullMarked;
