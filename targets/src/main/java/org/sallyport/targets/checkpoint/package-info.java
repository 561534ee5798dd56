/** Check Point gateways: network feeds of domains. */
@NullMarked
package org.sallyport.targets.checkpoint;

import org.jspecify.annotations.NullMarked;
