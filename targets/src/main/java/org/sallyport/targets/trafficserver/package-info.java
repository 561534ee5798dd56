/** Apache Traffic Server as a forward proxy that maps the names of a list to themselves, and nothing else. */
@NullMarked
package org.sallyport.targets.trafficserver;

import org.jspecify.annotations.NullMarked;
