package org.sallyport.targets.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.NotedLine;

/**
 * The flags and values behind the test of an {@code acl}.
 *
 * @param method what {@code -m} says
 */
record AclValues(Optional<String> method, boolean ignoresCase, List<Value> values) {

    /** A value and the line that it stands on. */
    record Value(String text, NotedLine line) {}

    AclValues {
        values = List.copyOf(values);
    }

    /** Reads the words; empty where it does not model a flag or was not given a file. */
    static Optional<AclValues> read(List<String> words, ListFiles files, NotedLine line) {
        Optional<String> method = Optional.empty();
        boolean ignoresCase = false;
        boolean map = false;
        List<Value> values = new ArrayList<>();
        int at = 0;
        boolean flags = true;
        while (flags && at < words.size() && words.get(at).startsWith("-")) {
            String flag = words.get(at++);
            Optional<String> operand = at < words.size() ? Optional.of(words.get(at)) : Optional.empty();
            switch (flag) {
                case "--" -> flags = false;
                case "-i" -> ignoresCase = true;
                case "-n" -> {}
                case "-M" -> map = true;
                case "-m", "-u", "-f" -> {
                    if (operand.isEmpty() || (flag.equals("-m") && method.isPresent())) {
                        return notModelled(line, Text.of("the flags of the acl", "les options de l'acl"));
                    }
                    at++;
                    if (flag.equals("-m")) {
                        method = operand;
                    } else if (flag.equals("-f")) {
                        Optional<List<Value>> found = files.values(operand.get(), map);
                        if (found.isEmpty()) {
                            return notModelled(
                                    line,
                                    Text.of(
                                            "the file was not given: %s",
                                            "le fichier n'a pas été fourni : %s", operand.get()));
                        }
                        values.addAll(found.get());
                    }
                }
                default -> {
                    line.is(Line.State.WRONG, Text.of("there is no such flag: %s", "il n'y a pas d'option %s", flag));
                    return Optional.empty();
                }
            }
        }
        words.subList(at, words.size()).forEach(word -> values.add(new Value(word, line)));
        return Optional.of(new AclValues(method, ignoresCase, values));
    }

    private static Optional<AclValues> notModelled(NotedLine line, Text what) {
        line.is(Line.State.IRRELEVANT, what);
        return Optional.empty();
    }

    List<String> texts() {
        return values.stream().map(Value::text).toList();
    }

    boolean isFound() {
        return method.equals(Optional.of("found")) && values.isEmpty();
    }

    boolean isOf(String only) {
        return method.isEmpty() && texts().equals(List.of(only));
    }

    boolean areNumbers() {
        return method.isEmpty() && texts().stream().allMatch(text -> text.matches("[0-9]{1,5}(:[0-9]{1,5})?"));
    }
}
