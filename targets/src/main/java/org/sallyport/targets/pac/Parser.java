package org.sallyport.targets.pac;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;

/**
 * Reads the part of JavaScript that PAC files are written in. What it accepts means in every engine what the tree
 * says; the rest ends in an error with its line. Used once.
 */
final class Parser {

    private static final int DEEPEST = 100;
    private static final Set<String> COMPARISONS = Set.of("==", "===", "!=", "!==", "<", ">", "<=", ">=");

    private final String file;
    private final List<Token> tokens;
    private final Set<String> functions = new HashSet<>();
    private final Set<String> globals = new HashSet<>();
    private final Set<String> locals = new HashSet<>();
    private final Set<String> late = new HashSet<>();
    private final Set<String> constants = new HashSet<>();
    private boolean inside;
    private int at;
    private int depth;

    private Parser(String file, List<Token> tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    /**
     * @param tokens with an END or UNREADABLE last
     * @throws InputException at the first token that is not understood
     */
    static Script parse(String file, List<Token> tokens) {
        return new Parser(file, tokens).script();
    }

    private Script script() {
        List<Statement> globals = new ArrayList<>();
        Optional<Script> entry = Optional.empty();
        while (peek().kind() != Token.Kind.END) {
            if (!takeKeyword("function")) {
                globals.add(statement());
                continue;
            }
            int line = peek().line();
            String name = name();
            if (!name.equals(Script.ENTRY)) {
                functions.add(name);
                skip("(", ")");
                skip("{", "}");
            } else if (entry.isPresent()) {
                throw refused("a second function " + Script.ENTRY, "une seconde fonction " + Script.ENTRY);
            } else {
                entry = Optional.of(entry(line));
            }
        }
        Script found =
                entry.orElseThrow(() -> refused("no function " + Script.ENTRY, "aucune fonction " + Script.ENTRY));
        return new Script(
                List.copyOf(globals),
                found.parameters(),
                Set.copyOf(locals),
                Set.copyOf(late),
                found.body(),
                found.line(),
                Set.copyOf(functions));
    }

    private Script entry(int line) {
        List<String> parameters = new ArrayList<>();
        expect("(");
        while (!take(")")) {
            parameters.add(name());
            locals.add(parameters.getLast());
            if (!peek().is(")")) {
                expect(",");
            }
        }
        inside = true;
        List<Statement> body = block();
        inside = false;
        return new Script(List.of(), List.copyOf(parameters), Set.of(), Set.of(), body, line, Set.of());
    }

    private List<Statement> block() {
        expect("{");
        List<Statement> statements = new ArrayList<>();
        while (!take("}")) {
            statements.add(statement());
        }
        return List.copyOf(statements);
    }

    private Statement statement() {
        return deeper(() -> {
            Token token = peek();
            if (token.is("{")) {
                return new Statement.Block(block());
            }
            if (take(";")) {
                return new Statement.Block(List.of());
            }
            if (token.kind() == Token.Kind.KEYWORD) {
                return keyword(token);
            }
            if (token.kind() == Token.Kind.NAME && tokens.get(at + 1).is("=")) {
                if (constants.contains(token.text())) {
                    throw refused();
                }
                at += 2;
                return ended(new Statement.Assign(token.text(), expression(), token.line()));
            }
            if (token.kind() == Token.Kind.NAME && tokens.get(at + 1).is(":")) {
                throw refused("a label", "une étiquette");
            }
            return ended(new Statement.Run(expression()));
        });
    }

    private Statement keyword(Token token) {
        return switch (token.text()) {
            case "var", "let", "const" -> declarations();
            case "if" -> condition();
            case "return" -> {
                at++;
                // a line break behind return ends the statement
                if (take(";") || peek().afterBreak() || peek().is("}")) {
                    yield new Statement.Return(Optional.empty(), token.line());
                }
                yield ended(new Statement.Return(Optional.of(expression()), token.line()));
            }
            case "for", "while", "with", "switch" -> {
                at++;
                skip("(", ")");
                skipStatement();
                yield new Statement.Opaque(token.text(), token.line());
            }
            case "do" -> {
                at++;
                skipStatement();
                expectKeyword("while");
                skip("(", ")");
                take(";");
                yield new Statement.Opaque(token.text(), token.line());
            }
            case "try" -> {
                at++;
                skip("{", "}");
                if (takeKeyword("catch")) {
                    if (peek().is("(")) {
                        skip("(", ")");
                    }
                    skip("{", "}");
                }
                if (takeKeyword("finally")) {
                    skip("{", "}");
                }
                yield new Statement.Opaque(token.text(), token.line());
            }
            case "true", "false", "null" -> ended(new Statement.Run(expression()));
            default -> throw refused();
        };
    }

    private Statement declarations() {
        boolean var = peek().isKeyword("var");
        boolean constant = peek().isKeyword("const");
        // what let and const do in a block of their own is not modelled
        if (!var && depth > 1) {
            throw refused();
        }
        at++;
        List<Statement> assignments = new ArrayList<>();
        do {
            int line = peek().line();
            String name = name();
            if (late.contains(name) || (!var && (locals.contains(name) || globals.contains(name)))) {
                throw refused("a second declaration of " + name, "une seconde déclaration de " + name);
            }
            (!inside ? globals : var ? locals : late).add(name);
            if (constant) {
                constants.add(name);
            }
            if (constant || peek().is("=")) {
                expect("=");
                assignments.add(new Statement.Assign(name, expression(), line));
            }
        } while (take(","));
        return ended(new Statement.Block(List.copyOf(assignments)));
    }

    private Statement condition() {
        List<Statement.Branch> branches = new ArrayList<>();
        while (takeKeyword("if")) {
            expect("(");
            Expression condition = expression();
            expect(")");
            branches.add(new Statement.Branch(condition, statement()));
            if (!takeKeyword("else")) {
                return new Statement.If(List.copyOf(branches), Optional.empty());
            }
        }
        return new Statement.If(List.copyOf(branches), Optional.of(statement()));
    }

    /** A statement ends at a semicolon, before a brace, or at a line break behind which nothing can go on with it. */
    private Statement ended(Statement statement) {
        Token next = peek();
        boolean ends = switch (next.kind()) {
            case END -> true;
            case MARK -> take(";") || next.is("}") || (next.afterBreak() && (next.is("{") || next.is("!")));
            case KEYWORD ->
                next.afterBreak() && !next.text().equals("in") && !next.text().equals("instanceof");
            case NAME, STRING, NUMBER -> next.afterBreak();
            case EXPRESSION, UNREADABLE -> false;
        };
        if (!ends) {
            throw refused();
        }
        return statement;
    }

    private Expression expression() {
        return deeper(() -> {
            Expression condition = any();
            if (!take("?")) {
                return condition;
            }
            Expression then = expression();
            expect(":");
            return new Expression.Choice(condition, then, expression(), condition.line());
        });
    }

    private Expression any() {
        List<Expression> operands = new ArrayList<>(List.of(all()));
        while (take("||")) {
            operands.add(all());
        }
        return operands.size() == 1
                ? operands.getFirst()
                : new Expression.Any(List.copyOf(operands), operands.getFirst().line());
    }

    private Expression all() {
        List<Expression> operands = new ArrayList<>(List.of(comparison()));
        while (take("&&")) {
            operands.add(comparison());
        }
        return operands.size() == 1
                ? operands.getFirst()
                : new Expression.All(List.copyOf(operands), operands.getFirst().line());
    }

    /** At most one comparison: what a == b == c means is not guessed at. */
    private Expression comparison() {
        Expression left = sum();
        if (peek().kind() != Token.Kind.MARK || !COMPARISONS.contains(peek().text())) {
            return left;
        }
        String operator = tokens.get(at++).text();
        Expression right = sum();
        if (peek().kind() == Token.Kind.MARK && COMPARISONS.contains(peek().text())) {
            throw refused();
        }
        return new Expression.Binary(operator, left, right, left.line());
    }

    private Expression sum() {
        Expression sum = unary();
        for (int operands = 1; take("+"); operands++) {
            if (operands == DEEPEST) {
                throw refused("too long a sum", "une somme trop longue");
            }
            sum = new Expression.Binary("+", sum, unary(), sum.line());
        }
        return sum;
    }

    private Expression unary() {
        int line = peek().line();
        if (take("!")) {
            return deeper(() -> new Expression.Not(unary(), line));
        }
        if (take("-")) {
            Token number = tokens.get(at++);
            if (number.kind() != Token.Kind.NUMBER) {
                at--;
                throw refused();
            }
            return new Expression.Constant(new Value.Whole(-Long.parseLong(number.text())), line);
        }
        return postfix();
    }

    private Expression postfix() {
        Expression expression = primary();
        for (int calls = 0; take("."); calls++) {
            if (calls == DEEPEST) {
                throw refused("too long a chain of calls", "une chaîne d'appels trop longue");
            }
            int line = peek().line();
            String name = name();
            expression = peek().is("(")
                    ? new Expression.Method(expression, name, arguments("(", ")"), line)
                    : new Expression.Property(expression, name, line);
        }
        return expression;
    }

    private Expression primary() {
        Token token = peek();
        return switch (token.kind()) {
            case STRING -> constant(new Value.Text(token.text()));
            case NUMBER -> constant(new Value.Whole(Long.parseLong(token.text())));
            case EXPRESSION -> constant(new Value.Pattern(token.text(), token.flags()));
            case NAME -> {
                at++;
                yield peek().is("(")
                        ? new Expression.Call(token.text(), arguments("(", ")"), token.line())
                        : new Expression.Variable(token.text(), token.line());
            }
            case KEYWORD ->
                switch (token.text()) {
                    case "true" -> constant(new Value.Truth(Condition.ALWAYS));
                    case "false" -> constant(new Value.Truth(Condition.NEVER));
                    case "null" -> constant(Value.Known.NOTHING);
                    default -> throw refused();
                };
            case MARK -> {
                if (take("(")) {
                    Expression inner = expression();
                    expect(")");
                    yield inner;
                }
                if (peek().is("[")) {
                    yield new Expression.Collection(arguments("[", "]"), token.line());
                }
                if (peek().is("{")) {
                    yield new Expression.Collection(members(), token.line());
                }
                throw refused();
            }
            case UNREADABLE, END -> throw refused();
        };
    }

    private Expression constant(Value value) {
        return new Expression.Constant(value, tokens.get(at++).line());
    }

    private List<Expression> arguments(String open, String close) {
        expect(open);
        List<Expression> arguments = new ArrayList<>();
        while (!take(close)) {
            arguments.add(expression());
            if (!peek().is(close)) {
                expect(",");
            }
        }
        return List.copyOf(arguments);
    }

    private List<Expression> members() {
        expect("{");
        List<Expression> values = new ArrayList<>();
        while (!take("}")) {
            Token.Kind kind = tokens.get(at++).kind();
            if (kind != Token.Kind.STRING && kind != Token.Kind.NAME && kind != Token.Kind.NUMBER) {
                at--;
                throw refused();
            }
            expect(":");
            values.add(expression());
            if (!peek().is("}")) {
                expect(",");
            }
        }
        return List.copyOf(values);
    }

    private void skipStatement() {
        if (peek().is("{")) {
            skip("{", "}");
        } else {
            statement();
        }
    }

    /**
     * Skips to the mark that closes; other brackets inside need no look, for the lexer has told strings from marks. A
     * {@code var} inside holds for the whole function, so every name there may be one of the function's own.
     */
    private void skip(String open, String close) {
        expect(open);
        int begin = at;
        for (int nested = 1; nested > 0; at++) {
            Token token = peek();
            if (token.kind() == Token.Kind.END || token.kind() == Token.Kind.UNREADABLE) {
                throw refused();
            }
            nested += token.is(open) ? 1 : token.is(close) ? -1 : 0;
        }
        List<Token> skipped = tokens.subList(begin, at);
        if (inside && skipped.stream().anyMatch(token -> token.isKeyword("var"))) {
            skipped.stream()
                    .filter(token -> token.kind() == Token.Kind.NAME)
                    .map(Token::text)
                    .filter(name -> !locals.contains(name))
                    .forEach(late::add);
        }
    }

    private <T> T deeper(Supplier<T> read) {
        if (++depth > DEEPEST) {
            throw refused("something nested too deeply", "une imbrication trop profonde");
        }
        T result = read.get();
        depth--;
        return result;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private boolean take(String mark) {
        boolean there = peek().is(mark);
        at += there ? 1 : 0;
        return there;
    }

    private boolean takeKeyword(String word) {
        boolean there = peek().isKeyword(word);
        at += there ? 1 : 0;
        return there;
    }

    private String name() {
        if (peek().kind() != Token.Kind.NAME) {
            throw refused();
        }
        return tokens.get(at++).text();
    }

    private void expect(String mark) {
        if (!take(mark)) {
            throw refused();
        }
    }

    private void expectKeyword(String word) {
        if (!takeKeyword(word)) {
            throw refused();
        }
    }

    private InputException refused() {
        Token token = peek();
        return switch (token.kind()) {
            case END -> refused("the end of the file", "la fin du fichier");
            case UNREADABLE -> refused(token.text(), token.text());
            default -> refused("\"" + token.text() + "\"", "« " + token.text() + " »");
        };
    }

    private InputException refused(String english, String french) {
        return new InputException(
                new Where(file, peek().line(), 0),
                new Text(
                        "the reader does not follow the script from here on: " + english,
                        "le lecteur ne suit pas le script à partir d'ici : " + french),
                Text.of(
                        "write the file with if, return, dnsDomainIs, shExpMatch and comparisons",
                        "écrivez le fichier avec if, return, dnsDomainIs, shExpMatch et des comparaisons"));
    }
}
