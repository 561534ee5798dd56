package org.sallyport.targets.nginx;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.targets.Between;

/**
 * The variables of {@code stream} or {@code http}, as functions of the name that a client gives. Grows while the
 * configuration is read; used by one thread.
 */
final class Variables {

    /** Stands for the client's name in texts that are being evaluated. */
    static final String NAME = "\u0001";

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\{([A-Za-z0-9_]+)}|([A-Za-z0-9_]+))");
    private static final Set<String> OF_THE_PATH = Set.of("request_uri", "uri", "is_args", "args", "query_string");
    private static final int DEEPEST = 12;

    private final String name;
    private final Map<String, NameMap> maps = new HashMap<>();

    /** @param name the variable that holds the client's name */
    Variables(String name) {
        this.name = name;
    }

    void define(String variable, NameMap map) {
        maps.put(variable, map);
    }

    /**
     * One connection of a client.
     *
     * @param named whether the name is looked for at all: without {@code ssl_preread} it is not
     */
    record Connection(Spelling spelling, int port, boolean named) {
        boolean hasName() {
            return named && spelling != Spelling.NONE;
        }
    }

    /**
     * The names for which something comes of a text with variables.
     *
     * @param then what comes of the text once it is known; {@link #NAME} stands for the name in it
     */
    Between evaluate(String text, Connection connection, Explained explained, Function<String, Between> then) {
        return evaluate("", text, connection, explained, then, 0);
    }

    private Between evaluate(
            String known,
            String text,
            Connection connection,
            Explained explained,
            Function<String, Between> then,
            int depth) {
        Matcher variable = VARIABLE.matcher(text);
        if (!variable.find()) {
            return then.apply(known + text);
        }
        String before = known + text.substring(0, variable.start());
        String rest = text.substring(variable.end());
        String found = variable.group(2) != null ? variable.group(2) : variable.group(3);
        Function<String, Between> go = value -> evaluate(before + value, rest, connection, explained, then, depth + 1);
        if (depth > DEEPEST) {
            return Between.UNKNOWN;
        }
        if (found.equals(name)) {
            return go.apply(connection.hasName() ? NAME : "");
        }
        if (maps.containsKey(found)) {
            return through(maps.get(found), connection, explained, go, depth);
        }
        if (found.equals("server_port")) {
            return go.apply(String.valueOf(connection.port()));
        }
        // the path of a request says nothing about the host, where it stands behind it
        return OF_THE_PATH.contains(found) && before.contains("//") ? go.apply("") : Between.UNKNOWN;
    }

    private Between through(
            NameMap map, Connection connection, Explained explained, Function<String, Between> then, int depth) {
        if (!map.isModelled()) {
            return Between.UNKNOWN;
        }
        Function<String, Between> mapped = value -> evaluate("", value, connection, explained, then, depth + 1);
        return evaluate(
                "",
                map.source(),
                connection,
                explained,
                value -> {
                    if (value.equals(NAME)) {
                        return byName(map, connection, explained, mapped);
                    }
                    if (value.contains(NAME) || (map.table().hasMoreThanWholeKeys() && !value.isEmpty())) {
                        return Between.UNKNOWN;
                    }
                    return mapped.apply(map.table().literally(value).orElse(map.byDefault()));
                },
                depth + 1);
    }

    private static Between byName(
            NameMap map, Connection connection, Explained explained, Function<String, Between> mapped) {
        Between otherwise = mapped.apply(map.byDefault());
        Between result = map.table().find(connection.spelling(), mapped, otherwise, explained);
        if (otherwise.possibly() != NameSet.none()) {
            NameSet missed = Between.difference(
                    NameSet.all(), map.table().keys(connection.spelling()).possibly());
            map.passesByDefault(Between.intersection(result.possibly(), missed), explained);
        }
        return result;
    }

    boolean isDefined(String variable) {
        return maps.containsKey(variable) || variable.equals(name);
    }
}
