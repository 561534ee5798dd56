package org.sallyport.targets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.site.Bounds;
import org.sallyport.core.site.Rule;

/**
 * The text of a device.
 *
 * @param forms each a whole way to bring the list onto the device (a complete configuration, a file to include); all
 *     of them are proven
 * @param entries the list's entries as written, in the device's notation
 * @param concessions what the device does not express as the document means it
 */
public record Rendering(List<DeviceFiles> forms, int entries, List<Concession> concessions) {

    public Rendering {
        forms = List.copyOf(forms);
        concessions = List.copyOf(concessions);
    }

    /** All files of all forms by name. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        forms.forEach(form -> files.putAll(form.texts()));
        return files;
    }

    /**
     * The bounds that the rendering is held to: those of the device, less what the site file ruled to omit and plus
     * what it ruled to widen. What the site has not ruled about stays required, and the proof shows it missing.
     */
    public Bounds boundsAfterRulings(Bounds bounds) {
        Set<Rule> omitted = concessions.stream()
                .filter(concession ->
                        concession.kind() == Concession.Kind.OMITTED || concession.kind() == Concession.Kind.NARROWED)
                .map(Concession::rule)
                .collect(Collectors.toSet());
        List<Rule> widened = new ArrayList<>();
        for (Concession concession : concessions) {
            if (concession.kind() == Concession.Kind.WIDENED) {
                Rule rule = concession.rule();
                concession
                        .writtenInstead()
                        .forEach(host -> widened.add(new Rule(host, rule.ports(), rule.form(), rule.reason())));
            }
        }
        return bounds.conceding(omitted, widened);
    }
}
