package org.sallyport.documents.page;

import java.util.List;
import org.sallyport.core.catalog.Catalog;

/**
 * What a page was understood to say, for a person to look through before it becomes the catalog.
 *
 * @param catalog with the page as its one document
 * @param unread what was not understood, by line
 */
public record Draft(Catalog catalog, List<Unread> unread) {

    public Draft {
        unread = List.copyOf(unread);
    }
}
