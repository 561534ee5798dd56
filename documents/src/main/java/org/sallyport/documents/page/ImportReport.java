package org.sallyport.documents.page;

import java.util.List;
import org.sallyport.core.catalog.CatalogDiff;

/**
 * A page as a catalog draft, and what it changes.
 *
 * @param changes from the catalog at hand to the draft; everything is added where there is none
 */
public record ImportReport(Draft draft, CatalogDiff changes) {

    /** What was not understood, by line. */
    public List<Unread> unread() {
        return draft.unread();
    }
}
