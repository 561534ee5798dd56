@NullMarked
package org.sallyport.targets.sophosfirewall;

import org.jspecify.annotations.NullMarked;
