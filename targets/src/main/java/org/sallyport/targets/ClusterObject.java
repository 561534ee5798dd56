package org.sallyport.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;

/**
 * An object of a Kubernetes cluster.
 *
 * @param group of the API, without its version: {@code cilium.io}
 * @param kind as written
 * @param map the whole object
 */
public record ClusterObject(String group, String kind, YamlMap map) {

    /**
     * The objects of a text, those inside a {@code List} as well.
     *
     * @throws org.sallyport.core.InputException where a document is no object
     */
    public static List<ClusterObject> of(YamlText text) {
        List<ClusterObject> objects = new ArrayList<>();
        text.documents().forEach(document -> add(document, objects));
        return objects;
    }

    private static void add(YamlValue value, List<ClusterObject> objects) {
        YamlMap map = value.map();
        String kind = map.get("kind").text();
        String version = map.get("apiVersion").text();
        int slash = version.indexOf('/');
        Optional<YamlValue> items = YamlText.find(map, "items").filter(_ -> kind.endsWith("List"));
        if (items.isPresent()) {
            items.get().list().forEach(item -> add(item, objects));
        } else {
            objects.add(new ClusterObject(slash < 0 ? "" : version.substring(0, slash), kind, map));
        }
    }
}
