package org.sallyport.targets.pac;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;

/**
 * Computes expressions for all host names at once. What it cannot compute is {@link Value.Known#UNKNOWN}; what may fail, or
 * may change more than its value, is {@link Value.Known#ANYTHING}.
 */
final class Calculator {

    /** Predefined functions that ask the network, the clock or the machine, and change nothing. */
    private static final Set<String> DEPENDENT = Set.of(
            "isResolvable",
            "isResolvableEx",
            "isInNet",
            "isInNetEx",
            "dnsResolve",
            "dnsResolveEx",
            "myIpAddress",
            "myIpAddressEx",
            "weekdayRange",
            "dateRange",
            "timeRange",
            "convert_addr",
            "dnsDomainLevels");

    /** All predefined functions that are modelled. */
    static final Set<String> PREDEFINED = Stream.concat(
                    DEPENDENT.stream(),
                    Stream.of("dnsDomainIs", "localHostOrDomainIs", "isPlainHostName", "shExpMatch", "alert"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> OTHER_METHODS = Set.of(
            "substring",
            "substr",
            "slice",
            "split",
            "charAt",
            "charCodeAt",
            "concat",
            "lastIndexOf",
            "replace",
            "toUpperCase",
            "trim",
            "match",
            "search",
            "indexOf",
            "toString",
            "includes",
            "startsWith",
            "endsWith");

    private final Notes notes;
    private final Set<String> redefined;
    private final Expressions expressions = new Expressions();

    /** @param redefined predefined functions that the script may replace by its own */
    Calculator(Notes notes, Set<String> redefined) {
        this.notes = notes;
        this.redefined = redefined;
    }

    Value value(Expression expression, Map<String, Value> variables) {
        return switch (expression) {
            case Expression.Constant(Value value, int line) -> value;
            case Expression.Variable(String name, int line) -> variable(name, line, variables);
            case Expression.Not(Expression operand, int line) -> {
                Value value = value(operand, variables);
                yield value.isAnything() ? value : new Value.Truth(value.truth().not());
            }
            case Expression.Any(List<Expression> operands, int line) -> junction(operands, variables, true);
            case Expression.All(List<Expression> operands, int line) -> junction(operands, variables, false);
            case Expression.Binary(String operator, Expression left, Expression right, int line) ->
                binary(operator, value(left, variables), value(right, variables), line);
            case Expression.Choice(Expression condition, Expression then, Expression otherwise, int line) ->
                unknownUnlessAnything(
                        List.of(value(condition, variables), value(then, variables), value(otherwise, variables)));
            case Expression.Call call ->
                call(
                        call,
                        call.arguments().stream()
                                .map(argument -> value(argument, variables))
                                .toList(),
                        variables);
            case Expression.Method method ->
                method(
                        method,
                        value(method.object(), variables),
                        method.arguments().stream()
                                .map(argument -> value(argument, variables))
                                .toList());
            case Expression.Property(Expression object, String name, int line) -> {
                Value value = value(object, variables);
                yield isString(value) ? unsupported(line, "." + name) : anything(line, "." + name);
            }
            case Expression.Collection(List<Expression> parts, int line) ->
                unknownUnlessAnything(
                        parts.stream().map(part -> value(part, variables)).toList());
        };
    }

    private Value variable(String name, int line, Map<String, Value> variables) {
        Value value = variables.get(name);
        if (value != null) {
            return value;
        }
        return name.equals("undefined") ? Value.Known.NOTHING : anything(line, name);
    }

    /** Or, and: as conditions, which is all that the reader uses of them. */
    private Value junction(List<Expression> operands, Map<String, Value> variables, boolean any) {
        List<Value> values =
                operands.stream().map(operand -> value(operand, variables)).toList();
        if (values.contains(Value.Known.ANYTHING)) {
            return Value.Known.ANYTHING;
        }
        List<Condition> conditions = values.stream().map(Value::truth).toList();
        return new Value.Truth(any ? Condition.any(conditions) : Condition.all(conditions));
    }

    private Value binary(String operator, Value left, Value right, int line) {
        if (left.isAnything() || right.isAnything()) {
            return Value.Known.ANYTHING;
        }
        if (left instanceof Value.Whole && right instanceof Value.Position) {
            return binary(turned(operator), right, left, line);
        }
        if (left instanceof Value.Text && right.isHost()) {
            return binary(operator, right, left, line);
        }
        return switch (operator) {
            case "+" ->
                left instanceof Value.Text(String a)
                                && right instanceof Value.Text(String b)
                                && a.length() + b.length() < 10_000
                        ? new Value.Text(a + b)
                        : Value.Known.UNKNOWN;
            case "==", "===" -> equal(left, right, line);
            case "!=", "!==" ->
                equal(left, right, line) instanceof Value.Truth(Condition equal)
                        ? new Value.Truth(equal.not())
                        : Value.Known.UNKNOWN;
            default ->
                left instanceof Value.Position position && right instanceof Value.Whole(long number)
                        ? compared(operator, position, number, line)
                        : unsupported(line, operator);
        };
    }

    private static String turned(String operator) {
        return switch (operator) {
            case "<" -> ">";
            case ">" -> "<";
            case "<=" -> ">=";
            case ">=" -> "<=";
            default -> operator;
        };
    }

    private Value equal(Value left, Value right, int line) {
        if (left.isHost() && right instanceof Value.Text(String text)) {
            NameSet names = HostTest.equal(text);
            if (names.equals(NameSet.none())) {
                notes.remark(line, NEVER_EQUAL);
            }
            return about(left, line, names);
        }
        if (left instanceof Value.Text(String a) && right instanceof Value.Text(String b)) {
            return new Value.Truth(a.equals(b) ? Condition.ALWAYS : Condition.NEVER);
        }
        if (left instanceof Value.Position(Condition found, Condition atStart)
                && right instanceof Value.Whole(long number)) {
            if (number == -1) {
                return new Value.Truth(found.not());
            }
            if (number == 0) {
                return new Value.Truth(atStart);
            }
        }
        return unsupported(line, "==");
    }

    private Value compared(String operator, Value.Position position, long number, int line) {
        Condition found = position.found();
        return switch (operator + number) {
            case ">=0", ">-1" -> new Value.Truth(found);
            case "<0", "<=-1" -> new Value.Truth(found.not());
            case ">0", ">=1" ->
                new Value.Truth(Condition.all(List.of(found, position.atStart().not())));
            default -> unsupported(line, operator);
        };
    }

    private Value call(Expression.Call call, List<Value> arguments, Map<String, Value> variables) {
        String function = call.function();
        int line = call.line();
        if (arguments.contains(Value.Known.ANYTHING)) {
            return Value.Known.ANYTHING;
        }
        if (!PREDEFINED.contains(function) || redefined.contains(function) || variables.containsKey(function)) {
            return anything(line, function + "()");
        }
        if (function.equals("alert")) {
            return Value.Known.NOTHING;
        }
        if (function.equals("isPlainHostName")
                && arguments.size() == 1
                && arguments.getFirst().isHost()) {
            return about(arguments.getFirst(), line, HostTest.hasNoDot());
        }
        if (DEPENDENT.contains(function)
                || arguments.size() != 2
                || !arguments.getFirst().isHost()
                || !(arguments.get(1) instanceof Value.Text(String text))) {
            return unsupported(line, function);
        }
        Value host = arguments.getFirst();
        return switch (function) {
            case "dnsDomainIs" -> {
                if (!text.startsWith(".")) {
                    notes.remark(
                            line,
                            Text.of(
                                    "compares the end of the letters only: evil%s passes as well",
                                    "ne compare que la fin des caractères : evil%s passe aussi", text));
                }
                yield about(host, line, HostTest.endsWith(text));
            }
            case "localHostOrDomainIs" -> about(host, line, HostTest.beginningOf(text));
            case "shExpMatch" ->
                HostTest.shell(text)
                        .map(names -> about(host, line, names))
                        .orElseGet(() -> unsupported(line, "shExpMatch \"" + text + "\""));
            default -> unsupported(line, function);
        };
    }

    private Value method(Expression.Method method, Value object, List<Value> arguments) {
        int line = method.line();
        String name = method.name();
        if (object.isAnything() || arguments.contains(Value.Known.ANYTHING)) {
            return Value.Known.ANYTHING;
        }
        if (object instanceof Value.Pattern pattern && name.equals("test") && arguments.size() == 1) {
            return arguments.getFirst().isHost()
                    ? found(arguments.getFirst(), pattern, line)
                            .map(this::truth)
                            .orElse(Value.Known.UNKNOWN)
                    : unsupported(line, "test");
        }
        if (!isString(object)) {
            return anything(line, "." + name + "()");
        }
        if (object.isHost()) {
            if (name.equals("toLowerCase") && arguments.isEmpty()) {
                return Value.Known.HOST_NORMALIZED;
            }
            if (name.equals("replace")
                    && arguments.equals(List.of(new Value.Pattern("\\.$", ""), new Value.Text("")))) {
                return object;
            }
            if (arguments.size() == 1) {
                Optional<Value> computed = ofHost(object, name, arguments.getFirst(), line);
                if (computed.isPresent()) {
                    return computed.get();
                }
            }
        }
        if (name.equals("toLowerCase") && arguments.isEmpty()) {
            return object instanceof Value.Text(String text) ? new Value.Text(text.toLowerCase(Locale.ROOT)) : object;
        }
        return OTHER_METHODS.contains(name) ? unsupported(line, "." + name) : anything(line, "." + name + "()");
    }

    private Optional<Value> ofHost(Value host, String method, Value argument, int line) {
        if (argument instanceof Value.Pattern pattern) {
            return switch (method) {
                case "match" ->
                    Optional.of(found(host, pattern, line).map(this::truth).orElse(Value.Known.UNKNOWN));
                case "search" ->
                    Optional.of(found(host, pattern, line)
                            .<Value>map(names ->
                                    new Value.Position(Condition.of(names), new Condition(names, NameSet.none())))
                            .orElse(Value.Known.UNKNOWN));
                default -> Optional.empty();
            };
        }
        if (!(argument instanceof Value.Text(String text))) {
            return Optional.empty();
        }
        return switch (method) {
            case "endsWith" -> Optional.of(about(host, line, HostTest.endsWith(text)));
            case "startsWith" -> Optional.of(about(host, line, HostTest.startsWith(text)));
            case "includes" -> Optional.of(about(host, line, HostTest.contains(text)));
            case "indexOf" -> {
                NameSet found = HostTest.contains(text);
                about(host, line, found);
                yield Optional.of(new Value.Position(Condition.of(found), Condition.of(HostTest.startsWith(text))));
            }
            default -> Optional.empty();
        };
    }

    private Optional<NameSet> found(Value host, Value.Pattern pattern, int line) {
        // with g and y, an expression remembers where it found something
        if (!pattern.flags().isEmpty() && !pattern.flags().equals("i")) {
            unsupported(line, "/" + pattern.flags());
            return Optional.empty();
        }
        Optional<NameSet> names = expressions.names(pattern);
        names.ifPresentOrElse(
                set -> about(host, line, set), () -> unsupported(line, "/" + pattern.source() + "/" + pattern.flags()));
        return names;
    }

    private Value truth(NameSet names) {
        return new Value.Truth(Condition.of(names));
    }

    private Value about(Value host, int line, NameSet names) {
        notes.about(line, names);
        if (host.equals(Value.Known.HOST)) {
            notes.remark(line, AS_IT_COMES);
        }
        return truth(names);
    }

    private Value unsupported(int line, String what) {
        notes.state(line, Line.State.NOT_SUPPORTED, Text.of("not modelled: %s", "n'est pas modélisé : %s", what));
        return Value.Known.UNKNOWN;
    }

    private Value anything(int line, String what) {
        notes.state(line, Line.State.UNKNOWN, Text.of("not known: %s", "n'est pas connu : %s", what));
        return Value.Known.ANYTHING;
    }

    private static Value unknownUnlessAnything(List<Value> parts) {
        return parts.contains(Value.Known.ANYTHING) ? Value.Known.ANYTHING : Value.Known.UNKNOWN;
    }

    private static boolean isString(Value value) {
        return value.isHost() || value.equals(Value.Known.URL) || value instanceof Value.Text;
    }

    private static final Text AS_IT_COMES = Text.of(
            "compares the host as it comes: an upper-case letter or a dot at its end defeats it",
            "compare l'hôte tel quel : une majuscule ou un point final le met en échec");
    private static final Text NEVER_EQUAL = Text.of(
            "never true: a browser asks in lower case and without a dot at the end",
            "jamais vrai : un navigateur demande en minuscules et sans point final");
}
