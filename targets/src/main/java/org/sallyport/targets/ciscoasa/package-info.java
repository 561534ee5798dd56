/** Cisco ASA: access lists with objects that stand for names. */
@NullMarked
package org.sallyport.targets.ciscoasa;

import org.jspecify.annotations.NullMarked;
