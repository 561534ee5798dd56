package org.sallyport.targets.pac;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the words of a script say without its structure: which names keep the one value that they are given. It looks
 * at every word, also in functions that are not followed, so that nothing there can change a name behind the
 * reader's back.
 */
final class Words {

    /** By these a script can change what is not named in it. */
    private static final Set<String> UNRULY = Set.of(
            "eval",
            "Function",
            "constructor",
            "prototype",
            "__proto__",
            "globalThis",
            "window",
            "self",
            "top",
            "frames",
            "parent",
            "arguments",
            "setTimeout",
            "setInterval",
            "Reflect",
            "Proxy",
            "Object",
            "__defineGetter__",
            "__defineSetter__",
            "this",
            "execScript");

    private static final Set<String> ASSIGNMENTS = Set.of(
            "=", "+=", "-=", "*=", "%=", "&=", "|=", "^=", "<<=", ">>=", ">>>=", "**=", "&&=", "||=", "??=", "++",
            "--");

    private final Map<String, Integer> assignments = new HashMap<>();
    private final Set<String> notOnlyCalled = new HashSet<>();
    private Optional<Token> unruly = Optional.empty();

    Words(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token before = i == 0 ? NONE : tokens.get(i - 1);
            Token after = i == tokens.size() - 1 ? NONE : tokens.get(i + 1);
            look(before, tokens.get(i), after);
        }
    }

    private void look(Token before, Token token, Token after) {
        boolean assigned = isAssignment(after) || before.is("++") || before.is("--");
        boolean word = token.kind() == Token.Kind.NAME || token.kind() == Token.Kind.KEYWORD;
        boolean member = before.is(".");
        boolean unnamed = (token.is("]") || token.is("}") || token.is(")") || (word && member)) && isAssignment(after);
        if (unruly.isEmpty() && ((word && UNRULY.contains(token.text())) || unnamed)) {
            unruly = Optional.of(token);
        }
        if (token.kind() == Token.Kind.NAME && !member) {
            boolean walks = after.isKeyword("in")
                    || (after.kind() == Token.Kind.NAME && after.text().equals("of"));
            if (assigned || walks) {
                assignments.merge(token.text(), 1, Integer::sum);
            }
            if (!after.is("(") || before.isKeyword("function")) {
                notOnlyCalled.add(token.text());
            }
        }
    }

    /** The first word by which the script could do what it does not say. */
    Optional<Token> unruly() {
        return unruly;
    }

    /** Whether the name gets a value at one place at most. */
    boolean isConstant(String name) {
        return assignments.getOrDefault(name, 0) <= 1;
    }

    /** Whether the name of a function turns up in another way than being called. */
    boolean isMoreThanCalled(String function) {
        return notOnlyCalled.contains(function);
    }

    private static boolean isAssignment(Token token) {
        return token.kind() == Token.Kind.MARK && ASSIGNMENTS.contains(token.text());
    }

    private static final Token NONE = new Token(Token.Kind.END, "", "", 0, false);
}
