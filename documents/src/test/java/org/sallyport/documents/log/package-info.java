/** Server names in installers' logs: what is found, what is not, and what never gets out. */
@NullMarked
package org.sallyport.documents.log;

import org.jspecify.annotations.NullMarked;
