package org.sallyport.core.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;

/** A map of a YAML file, in the order of the file, with the places of its keys. Immutable. */
public final class YamlMap {

    private final YamlValue self;
    private final Map<String, YamlValue> entries;
    private final Map<String, Where> keys;

    YamlMap(YamlValue self, Map<String, YamlValue> entries, Map<String, Where> keys) {
        this.self = self;
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        this.keys = Map.copyOf(keys);
    }

    public Map<String, YamlValue> entries() {
        return entries;
    }

    /** The value as which the map stands in the file. */
    public YamlValue value() {
        return self;
    }

    public Optional<YamlValue> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /**
     * The value of a key that has to be there.
     *
     * @throws InputException where it is not
     */
    public YamlValue get(String key) {
        return find(key)
                .orElseThrow(() -> new InputException(
                        self.where(),
                        Text.of("the key \"%s\" is missing", "la clé « %s » manque", key),
                        Text.of("add a line \"%s: ...\"", "ajoutez une ligne « %s: ... »", key)));
    }

    /** The place of a key that is in the map. */
    public Where whereKey(String key) {
        return keys.getOrDefault(key, self.where());
    }
}
