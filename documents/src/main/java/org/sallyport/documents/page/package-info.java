/**
 * Vendor pages as catalog drafts: bytes become a {@link org.sallyport.documents.page.Page} of blocks, whatever the
 * format, and a {@link org.sallyport.documents.page.Vocabulary} tells what its lines state.
 */
@NullMarked
package org.sallyport.documents.page;

import org.jspecify.annotations.NullMarked;
