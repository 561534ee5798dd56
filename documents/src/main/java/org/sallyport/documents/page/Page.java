package org.sallyport.documents.page;

import java.util.List;
import java.util.Optional;

/**
 * A page in the one form that all formats are brought into.
 *
 * @param title the page's own title
 * @param language what the page says about its language, ISO 639-1
 */
record Page(Optional<String> title, Optional<String> language, List<Block> blocks) {

    Page {
        blocks = List.copyOf(blocks);
    }
}
