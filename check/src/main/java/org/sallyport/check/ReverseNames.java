package org.sallyport.check;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.name.HostName;

/**
 * The names that the reverse DNS gives an address (PTR records: RFC 1035, section 3.5; RFC 3596, section 2.5). Whoever
 * holds the address block writes them, so they are hostile. Immutable.
 *
 * @param names in alphabetical order, at most 16; none where there is a fault
 * @param left how many records are not among them: what they hold is no host name, or too many came before
 * @param fault why there was no answer; that the address has no reverse name is one
 */
public record ReverseNames(List<HostName> names, int left, Optional<Fault> fault) {

    /** More names than that tell nobody whose an address is. */
    static final int MOST = 16;

    public ReverseNames {
        names = List.copyOf(names);
    }
}
