package org.sallyport.core.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sallyport.core.InputException;
import org.sallyport.core.Nearest;
import org.sallyport.core.SallyportException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * One value of a YAML file with its place. Aliases are refused, a key may stand once, tags mean nothing: a file is
 * data, and what it says stands in one place of it. Immutable.
 */
public final class YamlValue {

    /** In characters. */
    private static final int LARGEST_FILE = 16 * 1024 * 1024;

    /** In characters; more than any name, number or choice can have. */
    private static final int LONGEST_WORD = 1024;

    private final String file;
    private final Node node;

    private YamlValue(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /**
     * Reads the one document of a file.
     *
     * @param file the file's name for errors
     * @throws InputException where the text is no YAML, holds no document or more than one
     */
    public static YamlValue parse(String file, String text) {
        if (text.length() > LARGEST_FILE) {
            throw new InputException(
                    Where.in(file),
                    Text.of("the file has more than 16 MiB", "le fichier a plus de 16 Mio"),
                    Text.of("split it into several files", "répartissez-le sur plusieurs fichiers"));
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(LARGEST_FILE)
                // at once: the reader copies all it has whenever it reads on within a long value
                .setBufferSize(text.length() + 2)
                .setUseMarks(true)
                .build();
        try {
            ParserImpl events = new ParserImpl(settings, new StreamReader(settings, text));
            Optional<Node> root = new Composer(settings, new PlainEvents(file, events)).getSingleNode();
            return new YamlValue(
                    file,
                    root.orElseThrow(() -> new InputException(
                            Where.in(file),
                            Text.of("the file is empty", "le fichier est vide"),
                            Text.of("write a YAML document into it", "écrivez-y un document YAML"))));
        } catch (MarkedYamlEngineException e) {
            Where where = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> at(file, mark))
                    .orElse(Where.in(file));
            throw noYaml(where, e.getProblem());
        } catch (ReaderException e) {
            throw notPrintable(file, text);
        } catch (YamlEngineException e) {
            throw noYaml(Where.in(file), String.valueOf(e.getMessage()));
        }
    }

    private static InputException noYaml(Where where, String problem) {
        return new InputException(
                where,
                Text.of("this is no YAML: %s", "ce n'est pas du YAML : %s", problem.replaceAll("\\s+", " ")),
                Text.of(
                        "check indentation, quotes (a value that begins with * needs them) and brackets",
                        "vérifiez l'indentation, les guillemets (une valeur qui commence par * en a besoin) et les crochets"));
    }

    /** The reader of the library tells neither line nor column. */
    private static InputException notPrintable(String file, String text) {
        int line = 1;
        int column = 1;
        int index = 0;
        int found = text.isEmpty() ? 0 : text.codePointAt(0);
        while (StreamReader.isPrintable(found) && index + Character.charCount(found) < text.length()) {
            index += Character.charCount(found);
            column = found == '\n' ? 1 : column + 1;
            line += found == '\n' ? 1 : 0;
            found = text.codePointAt(index);
        }
        return new InputException(
                new Where(file, line, column),
                Text.of(
                        "found the character %s, which no YAML file may hold",
                        "trouvé le caractère %s, qu'aucun fichier YAML ne peut contenir",
                        String.format(Locale.ROOT, "U+%04X", found)),
                Text.of("delete it; save the file as UTF-8", "supprimez-le ; enregistrez le fichier en UTF-8"));
    }

    public Where where() {
        return node.getStartMark().map(mark -> at(file, mark)).orElse(Where.in(file));
    }

    /** Where the value ends, as an offset into the text in code points (not in {@code char}s); of a list in lines, where the next value begins. */
    public int end() {
        return node.getEndMark().map(Mark::getIndex).orElse(0);
    }

    /** Where the value begins, as an offset into the text in code points; an anchor or a tag belongs to it. */
    public int start() {
        return node.getStartMark().map(Mark::getIndex).orElse(0);
    }

    /** Whether the value is written in braces or brackets. */
    public boolean isFlow() {
        return switch (node) {
            case MappingNode map -> map.getFlowStyle() == FlowStyle.FLOW;
            case SequenceNode list -> list.getFlowStyle() == FlowStyle.FLOW;
            default -> false;
        };
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    /**
     * The value as a map in the order of the file.
     *
     * @param known the keys that are possible; another one is an error that names the nearest
     */
    public YamlMap map(List<String> known) {
        YamlMap map = map();
        map.entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                throw new InputException(
                        map.whereKey(key),
                        Text.of("unknown key \"%s\"", "clé inconnue « %s »", shortened(key)),
                        Nearest.repair(key, known));
            }
        });
        return map;
    }

    /** The value as a map with keys of the author's choice. */
    public YamlMap map() {
        if (!(node instanceof MappingNode mapping)) {
            throw expected(Text.of("a map (key: value)", "un dictionnaire (clé: valeur)"));
        }
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        Map<String, Where> keys = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlValue key = new YamlValue(file, tuple.getKeyNode());
            if (entries.put(key.word(), new YamlValue(file, tuple.getValueNode())) != null) {
                throw new InputException(
                        key.where(),
                        Text.of("the key \"%s\" stands twice", "la clé « %s » figure deux fois", key.text()),
                        Text.of("join the two", "réunissez les deux"));
            }
            keys.put(key.text(), key.where());
        }
        return new YamlMap(this, entries, keys);
    }

    public List<YamlValue> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw expected(Text.of("a list ([a, b] or lines with -)", "une liste ([a, b] ou des lignes avec -)"));
        }
        List<YamlValue> values = new ArrayList<>();
        sequence.getValue().forEach(value -> values.add(new YamlValue(file, value)));
        return values;
    }

    /** A list in which no value may stand twice. */
    public <T> List<T> distinctList(Function<String, T> parse) {
        Set<T> result = new LinkedHashSet<>();
        for (YamlValue value : list()) {
            T parsed = value.as(parse);
            if (!result.add(parsed)) {
                throw new InputException(
                        value.where(),
                        Text.of("\"%s\" stands twice in the list", "« %s » figure deux fois dans la liste", parsed),
                        Text.of("delete one of the two", "supprimez l'un des deux"));
            }
        }
        return List.copyOf(result);
    }

    public String text() {
        if (node instanceof ScalarNode scalar && !isNull()) {
            return scalar.getValue();
        }
        throw expected(Text.of("a text", "un texte"));
    }

    /** A whole number from 0, in plain digits. */
    public int number() {
        if (!text().matches("0|[1-9][0-9]{0,8}")) {
            throw expected(Text.of("a whole number", "un nombre entier"));
        }
        return Integer.parseInt(text());
    }

    public boolean flag() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw expected(Text.of("true or false", "true ou false"));
        };
    }

    /** The value read by one of the project's {@code parse} methods; its error gets this value's place. */
    public <T> T as(Function<String, T> parse) {
        try {
            return parse.apply(word());
        } catch (InputException e) {
            throw e.at(where());
        }
    }

    private String word() {
        if (text().length() > LONGEST_WORD) {
            throw expected(Text.of("at most %s characters", "au plus %s caractères", LONGEST_WORD));
        }
        return text();
    }

    /** The error that says what was found here and what was expected. */
    public SallyportException expected(Text what) {
        Text found = switch (node) {
            case MappingNode map -> Text.of("a map", "un dictionnaire");
            case SequenceNode list -> Text.of("a list", "une liste");
            case ScalarNode scalar when isNull() -> Text.of("nothing", "rien");
            case ScalarNode scalar -> Text.of("\"%s\"", "« %s »", shortened(scalar.getValue()));
            default -> Text.of("something else", "autre chose");
        };
        return new InputException(
                where(),
                new Text(
                        "found " + found.english() + ", expected " + what.english(),
                        "trouvé : " + found.french() + ", attendu : " + what.french()),
                Text.of("correct the value", "corrigez la valeur"));
    }

    /** Whether the key stands there without a value, or with {@code null} or {@code ~}. */
    public boolean isNull() {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("null")
                        || scalar.getValue().equals("~"));
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 60
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 60)) + "…";
    }

    static Where at(String file, Mark mark) {
        return new Where(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
