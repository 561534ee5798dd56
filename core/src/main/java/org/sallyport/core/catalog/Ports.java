package org.sallyport.core.catalog;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/**
 * The ports on which an endpoint is reached: at least one, sorted, each once. Immutable.
 *
 * @param list the ports in their order
 */
public record Ports(List<Port> list) {

    public Ports {
        list = list.stream().sorted().distinct().toList();
        if (list.isEmpty()) {
            throw new InputException(
                    Text.of("there is no port", "il n'y a aucun port"),
                    Text.of("name at least one, as in [80, 443]", "nommez-en au moins un, comme [80, 443]"));
        }
    }

    public static Ports of(Collection<Port> ports) {
        return new Ports(List.copyOf(ports));
    }

    public static Ports of(Port... ports) {
        return new Ports(List.of(ports));
    }

    public boolean contains(Port port) {
        return list.contains(port);
    }

    public boolean containsAll(Ports others) {
        return list.containsAll(others.list);
    }

    /** The ports joined by commas: {@code 80,443}. */
    @Override
    public String toString() {
        return list.stream().map(Port::toString).collect(Collectors.joining(","));
    }
}
