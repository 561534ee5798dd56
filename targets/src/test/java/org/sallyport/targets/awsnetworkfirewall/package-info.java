@NullMarked
package org.sallyport.targets.awsnetworkfirewall;

import org.jspecify.annotations.NullMarked;
