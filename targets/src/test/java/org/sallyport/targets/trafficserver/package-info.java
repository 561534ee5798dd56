@NullMarked
package org.sallyport.targets.trafficserver;

import org.jspecify.annotations.NullMarked;
