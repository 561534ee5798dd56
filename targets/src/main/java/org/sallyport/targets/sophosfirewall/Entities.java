package org.sallyport.targets.sophosfirewall;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;

/**
 * The entities of an export, an import or a request: the elements that are children of a container. Document types and
 * entities are refused.
 */
final class Entities {

    private static final Set<String> CONTAINERS = Set.of("Configuration", "Request", "Response", "Set", "Remove");
    private static final Set<String> ROOTS = Set.of("Configuration", "Request", "Response", "Set");
    private static final int DEEPEST = 64;

    /** @param line from 1, at which the element begins to have its text */
    record Value(String text, int line) {}

    /**
     * An entity.
     *
     * @param line from 1
     * @param removed whether the request takes it away
     * @param values the texts of the elements inside, by their paths: {@code FQDNHostGroupList/FQDNHostGroup}
     */
    record Entity(String kind, int line, boolean removed, Map<String, List<Value>> values) {

        List<Value> all(String path) {
            return values.getOrDefault(path, List.of());
        }
    }

    private final String file;
    private final List<Entity> entities = new ArrayList<>();
    private final Deque<String> containers = new ArrayDeque<>();
    private final Deque<String> inside = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private int begin;

    private Entities(String file) {
        this.file = file;
    }

    /** @throws InputException where the text is no XML, has a document type, or is another product's */
    static List<Entity> of(String file, String text) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        Entities entities = new Entities(file);
        // a byte order mark is none of XML's characters, and a carriage return is no line of its own here
        String plain = (text.startsWith("\uFEFF") ? text.substring(1) : text).replace('\r', ' ');
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(plain));
            while (reader.hasNext()) {
                entities.take(reader.next(), reader);
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : Math.max(e.getLocation().getLineNumber(), 0);
            throw entities.refused(line, "no well-formed XML", "pas du XML bien formé");
        }
        return List.copyOf(entities.entities);
    }

    private void take(int event, XMLStreamReader reader) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin(reader);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw refused(line(reader), "a document type or an entity", "un type de document ou une entité");
            default -> {}
        }
    }

    private static int line(XMLStreamReader reader) {
        return reader.getLocation().getLineNumber();
    }

    private void begin(XMLStreamReader reader) {
        String name = reader.getLocalName();
        int line = line(reader);
        if (containers.isEmpty() && !ROOTS.contains(name)) {
            throw refused(
                    line,
                    "no configuration of a Sophos Firewall: its root is " + name,
                    "pas une configuration de Sophos Firewall : sa racine est " + name);
        }
        if (containers.size() + inside.size() >= DEEPEST) {
            throw refused(line, "elements are too deep", "les éléments sont trop profonds");
        }
        text.setLength(0);
        begin = line;
        if (inside.isEmpty() && CONTAINERS.contains(name)) {
            containers.push(name);
            return;
        }
        if (inside.isEmpty()) {
            entities.add(new Entity(name, line, containers.contains("Remove"), new HashMap<>()));
        }
        inside.addLast(name);
    }

    private void end() {
        if (inside.isEmpty()) {
            containers.pop();
            return;
        }
        List<String> path = List.copyOf(inside).subList(1, inside.size());
        if (!path.isEmpty() && !text.toString().isBlank()) {
            entities.getLast()
                    .values()
                    .computeIfAbsent(String.join("/", path), _ -> new ArrayList<>())
                    .add(new Value(text.toString().strip(), begin));
        }
        text.setLength(0);
        inside.removeLast();
    }

    private InputException refused(int line, String english, String french) {
        return new InputException(
                new Where(file, line, 0),
                new Text(english, french),
                Text.of(
                        "give Entities.xml of an export, or what sallyport render wrote",
                        "donnez Entities.xml d'un export, ou ce que sallyport render a écrit"));
    }
}
