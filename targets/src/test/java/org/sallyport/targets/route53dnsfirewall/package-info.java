@NullMarked
package org.sallyport.targets.route53dnsfirewall;

import org.jspecify.annotations.NullMarked;
