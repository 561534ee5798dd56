/** What vendors write: pages that become catalog drafts, logs that name servers. */
@NullMarked
package org.sallyport.documents;

import org.jspecify.annotations.NullMarked;
