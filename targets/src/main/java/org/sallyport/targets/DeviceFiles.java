package org.sallyport.targets;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text files of a device by their names, the main one first. Immutable.
 *
 * @param texts at least one
 */
public record DeviceFiles(Map<String, String> texts) {

    public DeviceFiles {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("a device has at least one file");
        }
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    public static DeviceFiles of(String name, String text) {
        return new DeviceFiles(Map.of(name, text));
    }

    /** The name of the file that the device reads first. */
    public String main() {
        return texts.keySet().iterator().next();
    }
}
