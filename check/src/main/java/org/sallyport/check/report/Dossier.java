package org.sallyport.check.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.check.Aim;
import org.sallyport.core.catalog.Feature;

/**
 * What a check of a site came to, with what is needed to act on it. Immutable.
 *
 * @param conditional the features that are needed only in some state of a network, such as TLS inspection
 * @param passages what the devices of the site do with each server that was not reached; none where it has no device
 */
public record Dossier(Checked checked, List<Feature> conditional, Map<Aim, List<Passage>> passages) {

    public Dossier {
        conditional = List.copyOf(conditional);
        Map<Aim, List<Passage>> copied = new LinkedHashMap<>();
        passages.forEach((aim, list) -> copied.put(aim, List.copyOf(list)));
        passages = Collections.unmodifiableMap(copied);
    }
}
