package org.sallyport.targets.pac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;

/** Runs a script for all host names at once: each way through it carries the names that can take it. Used once. */
final class Evaluation {

    /** Ways on which the variables hold different values. */
    private static final int MOST_PATHS = 32;

    private final String file;
    private final Script script;
    private final Words words;
    private final Notes notes;
    private final Calculator calculator;
    private final Returns returns;
    private final Optional<Expression> last;
    private final Map<String, Value> globals = new HashMap<>();

    Evaluation(String file, Script script, Words words, Notes notes, int steps) {
        this.file = file;
        this.script = script;
        this.words = words;
        this.notes = notes;
        this.calculator = new Calculator(
                notes,
                Calculator.PREDEFINED.stream().filter(words::isMoreThanCalled).collect(Collectors.toSet()));
        this.returns = new Returns(steps);
        this.last = lastAnswer(script.body());
    }

    /**
     * The answers of the script.
     *
     * @throws InputException where it cannot be followed
     */
    Returns run() {
        readGlobals();
        Map<String, Value> variables = new HashMap<>(globals);
        script.late().forEach(name -> variables.put(name, Value.Known.ANYTHING));
        script.locals().forEach(name -> variables.put(name, Value.Known.NOTHING));
        if (script.parameters().size() > 1) {
            variables.put(script.parameters().get(0), Value.Known.URL);
            variables.put(script.parameters().get(1), Value.Known.HOST);
        }
        notes.understood(script.line());
        for (Path rest : execute(script.body(), List.of(new Path(returns, NameSet.all(), variables)))) {
            notes.state(
                    script.line(),
                    Line.State.NOT_SUPPORTED,
                    Text.of("ends without an answer for some names", "finit sans réponse pour certains noms"));
            unknown(rest, script.line());
        }
        last.filter(expression -> !returns.isReached(expression)).ifPresent(this::unreachable);
        return returns;
    }

    /** Where all names have their answers before, the last one still says what names get that no line is about. */
    private void unreachable(Expression expression) {
        Value value = switch (expression) {
            case Expression.Constant constant -> constant.value();
            case Expression.Variable(String name, int line) -> globals.getOrDefault(name, Value.Known.UNKNOWN);
            default -> Value.Known.UNKNOWN;
        };
        if (value instanceof Value.Text(String text)) {
            returns.reached(new Returns.Place(expression, Optional.of(normal(text))));
        }
    }

    private void readGlobals() {
        for (Statement statement : flat(script.globals())) {
            switch (statement) {
                case Statement.Assign(String name, Expression expression, int line) -> {
                    Value value = calculator.value(expression, globals);
                    boolean kept = words.isConstant(name) && !script.functions().contains(name);
                    if (value.isAnything()) {
                        throw refused(line);
                    }
                    globals.put(name, kept ? value : Value.Known.UNKNOWN);
                }
                case Statement.Run(Expression expression)
                when !calculator.value(expression, globals).isAnything() -> notes.understood(expression.line());
                case Statement.Run(Expression expression) -> throw refused(expression.line());
                case Statement.Opaque(String keyword, int line) -> throw refused(line);
                case Statement.Return(var value, int line) -> throw refused(line);
                case Statement.If(var branches, var otherwise) ->
                    throw refused(branches.getFirst().condition().line());
                case Statement.Block block -> throw new IllegalStateException("blocks are flat");
            }
        }
    }

    private static List<Statement> flat(List<Statement> statements) {
        return statements.stream()
                .flatMap(statement -> statement instanceof Statement.Block(List<Statement> inner)
                        ? flat(inner).stream()
                        : Stream.of(statement))
                .toList();
    }

    private InputException refused(int line) {
        return new InputException(
                new Where(file, line, 0),
                Text.of(
                        "what stands outside of the functions does more than to name values",
                        "ce qui est en dehors des fonctions fait plus que nommer des valeurs"),
                Text.of("move it into the function", "déplacez-le dans la fonction"));
    }

    private List<Path> execute(List<Statement> statements, List<Path> paths) {
        List<Path> current = paths;
        for (Statement statement : statements) {
            List<Path> next = new ArrayList<>();
            for (Path path : current) {
                for (Path after : execute(statement, path)) {
                    if (next.stream().noneMatch(other -> other.join(after))) {
                        next.add(after);
                    }
                }
            }
            if (next.size() > MOST_PATHS) {
                throw new InputException(
                        Text.of("the script has too many states", "le script a trop d'états"),
                        Text.of("return an answer at once", "renvoyez une réponse tout de suite"));
            }
            current = next;
        }
        return current;
    }

    private List<Path> execute(Statement statement, Path path) {
        return switch (statement) {
            case Statement.Assign(String name, Expression expression, int line) -> {
                Value value = calculator.value(expression, path.variables());
                notes.understood(line);
                if (value.isAnything() || !path.variables().containsKey(name)) {
                    yield unknown(path, line);
                }
                path.variables().put(name, value);
                yield List.of(path);
            }
            case Statement.Run(Expression expression) ->
                calculator.value(expression, path.variables()).isAnything()
                        ? unknown(path, expression.line())
                        : List.of(path);
            case Statement.Block(List<Statement> statements) -> execute(statements, List.of(path));
            case Statement.If(var branches, var otherwise) -> choose(branches, otherwise, path);
            case Statement.Return(var value, int line) -> {
                notes.understood(line);
                yield value.map(expression -> answer(expression, path)).orElseGet(() -> unknown(path, line));
            }
            case Statement.Opaque(String keyword, int line) -> {
                notes.state(
                        line,
                        Line.State.NOT_SUPPORTED,
                        Text.of("not modelled: %s", "n'est pas modélisé : %s", keyword));
                yield unknown(path, line);
            }
        };
    }

    private List<Path> choose(List<Statement.Branch> branches, Optional<Statement> otherwise, Path path) {
        List<Path> result = new ArrayList<>();
        for (Statement.Branch branch : branches) {
            Value value = calculator.value(branch.condition(), path.variables());
            notes.understood(branch.condition().line());
            if (value.isAnything()) {
                unknown(path, branch.condition().line());
                return result;
            }
            Optional<Expression> answer = onlyAnswer(branch.then());
            if (answer.isPresent()) {
                notes.understood(answer.get().line());
                path.leave(value.truth(), place(answer.get(), path));
            } else {
                result.addAll(execute(branch.then(), path.branch(value.truth())));
                path.without(value.truth());
            }
        }
        otherwise.ifPresentOrElse(statement -> result.addAll(execute(statement, path)), () -> result.add(path));
        return result;
    }

    /** The answer, where the statement does nothing but return one. */
    private static Optional<Expression> onlyAnswer(Statement statement) {
        return switch (statement) {
            case Statement.Return(var value, int line) ->
                value.filter(expression -> !(expression instanceof Expression.Choice));
            case Statement.Block(List<Statement> inner) when inner.size() == 1 -> onlyAnswer(inner.getFirst());
            default -> Optional.empty();
        };
    }

    private List<Path> answer(Expression expression, Path path) {
        if (expression instanceof Expression.Choice(var condition, var then, var otherwise, int line)) {
            Value value = calculator.value(condition, path.variables());
            if (value.isAnything()) {
                return unknown(path, line);
            }
            answer(then, path.branch(value.truth()));
            path.without(value.truth());
            return answer(otherwise, path);
        }
        if (!last.equals(Optional.of(expression))) {
            notes.about(expression.line(), path.names());
        }
        path.leave(Condition.ALWAYS, place(expression, path));
        path.names();
        return List.of();
    }

    /** Nothing is known of what the names on this way get. */
    private List<Path> unknown(Path path, int line) {
        path.leave(
                Condition.ALWAYS,
                new Returns.Place(new Expression.Constant(Value.Known.UNKNOWN, line), Optional.empty()));
        path.names();
        return List.of();
    }

    private Returns.Place place(Expression expression, Path path) {
        if (calculator.value(expression, path.variables()) instanceof Value.Text(String text)) {
            return new Returns.Place(expression, Optional.of(normal(text)));
        }
        notes.state(
                expression.line(),
                Line.State.NOT_SUPPORTED,
                Text.of("the answer is not known", "la réponse n'est pas connue"));
        return new Returns.Place(expression, Optional.empty());
    }

    /** Browsers look neither at case nor at blanks around the ways to go. */
    private static String normal(String answer) {
        List<String> ways = new ArrayList<>();
        for (String way : answer.split(";", -1)) {
            if (!way.isBlank()) {
                ways.add(way.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT));
            }
        }
        return String.join("; ", ways);
    }

    /** The answer for names that no line is about: the last one, which needs no condition. */
    static Optional<Expression> lastAnswer(List<Statement> statements) {
        if (statements.isEmpty()) {
            return Optional.empty();
        }
        return switch (statements.getLast()) {
            case Statement.Return(var value, int line) -> value.map(Evaluation::lastChoice);
            case Statement.Block(List<Statement> inner) -> lastAnswer(inner);
            case Statement.If(var branches, var otherwise) ->
                otherwise.flatMap(statement -> lastAnswer(List.of(statement)));
            default -> Optional.empty();
        };
    }

    private static Expression lastChoice(Expression expression) {
        Expression last = expression;
        while (last instanceof Expression.Choice choice) {
            last = choice.otherwise();
        }
        return last;
    }
}
