package org.sallyport.targets.panos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of the configuration, its children in their order. Values are children without children. Used by one thread. */
final class Node {

    private final String name;
    private final int line;
    private final Map<String, Node> children = new LinkedHashMap<>();

    /** @param line that made it, counted from 0 */
    Node(String name, int line) {
        this.name = name;
        this.line = line;
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    Collection<Node> children() {
        return children.values();
    }

    /** The child of that name, which is made where there is none. */
    Node child(String name, int line) {
        return children.computeIfAbsent(name, _ -> new Node(name, line));
    }

    Optional<Node> find(String... path) {
        Optional<Node> node = Optional.of(this);
        for (String name : path) {
            node = node.flatMap(parent -> Optional.ofNullable(parent.children.get(name)));
        }
        return node;
    }

    /** The children of the node at the end of the path; none where there is no such node. */
    Collection<Node> all(String... path) {
        return find(path).map(Node::children).orElse(List.of());
    }

    /** The first value; empty where there is none. */
    Optional<String> value(String... path) {
        return all(path).stream().map(Node::name).findFirst();
    }

    boolean has(String... path) {
        return find(path).isPresent();
    }

    void clear() {
        children.clear();
    }

    void remove(String name) {
        children.remove(name);
    }

    /** Puts one child behind or before another; false where one of them is missing. */
    boolean move(String name, boolean behind, String other) {
        Node moved = children.get(name);
        Node beside = children.get(other);
        if (moved == null || beside == null || moved == beside) {
            return false;
        }
        List<Node> order = new ArrayList<>(children.values());
        order.remove(moved);
        int place = order.indexOf(beside);
        order.add(behind ? place + 1 : place, moved);
        reorder(order);
        return true;
    }

    /** Puts a child first or last; false where it is missing. */
    boolean move(String name, boolean last) {
        Node moved = children.get(name);
        if (moved == null) {
            return false;
        }
        List<Node> order = new ArrayList<>(children.values());
        order.remove(moved);
        order.add(last ? order.size() : 0, moved);
        reorder(order);
        return true;
    }

    private void reorder(List<Node> order) {
        children.clear();
        order.forEach(node -> children.put(node.name, node));
    }
}
