package org.sallyport.targets.pdnsrecursor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A statement of the Lua configuration that calls a function.
 *
 * @param arguments in their order
 * @param line index of the line where it begins
 */
record LuaCall(String function, List<Value> arguments, int line) {

    LuaCall {
        arguments = List.copyOf(arguments);
    }

    /** What a function is given. */
    sealed interface Value {}

    record Quoted(String text) implements Value {}

    /** A number, {@code true}, {@code Policy.Drop}. */
    record Word(String text) implements Value {}

    /** A table; values without a name have numbers. */
    record Table(Map<String, Value> fields) implements Value {
        Table {
            fields = Map.copyOf(fields);
        }
    }

    record Nested(LuaCall call) implements Value {}

    /** The text at that place among the arguments; empty where there is none or something else. */
    Optional<String> text(int place) {
        return place < arguments.size() && arguments.get(place) instanceof Quoted(String text)
                ? Optional.of(text)
                : Optional.empty();
    }
}
