@NullMarked
package org.sallyport.documents.page;

import org.jspecify.annotations.NullMarked;
