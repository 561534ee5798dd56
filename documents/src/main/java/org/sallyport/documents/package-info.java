/** What vendors write: pages that become catalog drafts, and installer logs that name servers. */
@NullMarked
package org.sallyport.documents;

import org.jspecify.annotations.NullMarked;
