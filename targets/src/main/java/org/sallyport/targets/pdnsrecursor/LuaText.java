package org.sallyport.targets.pdnsrecursor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.SourceLine;
import org.sallyport.targets.pdnsrecursor.LuaCall.Value;
import org.sallyport.targets.pdnsrecursor.LuaTokens.Kind;
import org.sallyport.targets.pdnsrecursor.LuaTokens.Token;

/**
 * A Lua configuration as a list of calls, which is what such files are. It is a program all the same: what is no plain
 * call is noted as unknown. Used once.
 */
final class LuaText {

    private final List<Token> tokens;
    private final LineNotes notes;
    private final List<LuaCall> calls = new ArrayList<>();
    private boolean program;
    private int at;
    private int depth;

    private LuaText(List<Token> tokens, LineNotes notes) {
        this.tokens = tokens;
        this.notes = notes;
    }

    static LuaText read(List<SourceLine> lines, String file, LineNotes notes) {
        LuaText text = new LuaText(LuaTokens.of(lines, file, notes), notes);
        while (text.at < text.tokens.size()) {
            text.statement();
        }
        return text;
    }

    List<LuaCall> calls() {
        return List.copyOf(calls);
    }

    /** Whether it has more than calls, so that nobody knows which of them are made. */
    boolean isProgram() {
        return program;
    }

    private void statement() {
        if (tokens.get(at).isSign(";")) {
            at++;
            return;
        }
        int line = tokens.get(at).line();
        depth = 0;
        Optional<LuaCall> call = call();
        if (call.isPresent()) {
            calls.add(call.get());
            return;
        }
        program = true;
        int last = at < tokens.size() ? tokens.get(at).line() : line;
        while (at < tokens.size() && tokens.get(at).line() <= last) {
            at++;
        }
        for (int i = line; i <= last; i++) {
            notes.is(i, Line.State.UNKNOWN);
        }
    }

    private Optional<LuaCall> call() {
        if (at + 1 >= tokens.size() || tokens.get(at).kind() != Kind.WORD || ++depth > 20) {
            return Optional.empty();
        }
        Token function = tokens.get(at++);
        Token next = tokens.get(at);
        Optional<List<Value>> arguments = Optional.empty();
        if (next.isSign("(")) {
            at++;
            arguments = list(")");
        } else if (next.kind() == Kind.QUOTED || next.isSign("{")) {
            arguments = value().map(List::of);
        }
        depth--;
        return arguments.map(given -> new LuaCall(function.text(), given, function.line()));
    }

    private Optional<List<Value>> list(String end) {
        List<Value> values = new ArrayList<>();
        while (at < tokens.size() && !tokens.get(at).isSign(end)) {
            Optional<Value> value = value();
            if (value.isEmpty() || at >= tokens.size()) {
                return Optional.empty();
            }
            values.add(value.get());
            if (tokens.get(at).isSign(",")) {
                at++;
            } else if (!tokens.get(at).isSign(end)) {
                return Optional.empty();
            }
        }
        return at++ < tokens.size() ? Optional.of(values) : Optional.empty();
    }

    private Optional<Value> value() {
        Token token = tokens.get(at);
        return switch (token.kind()) {
            case QUOTED -> {
                at++;
                yield Optional.of(new LuaCall.Quoted(token.text()));
            }
            case WORD -> word(token);
            case SIGN -> token.isSign("{") ? table() : Optional.empty();
        };
    }

    private Optional<Value> word(Token token) {
        Token next = at + 1 < tokens.size() ? tokens.get(at + 1) : token;
        if (next.isSign("(") || next.isSign("{") || next.kind() == Kind.QUOTED) {
            return call().map(LuaCall.Nested::new);
        }
        at++;
        return Optional.of(new LuaCall.Word(token.text()));
    }

    private Optional<Value> table() {
        Map<String, Value> fields = new HashMap<>();
        at++;
        if (++depth > 20) {
            return Optional.empty();
        }
        while (at < tokens.size() && !tokens.get(at).isSign("}")) {
            String name = String.valueOf(fields.size() + 1);
            if (at + 1 < tokens.size() && tokens.get(at + 1).isSign("=")) {
                name = tokens.get(at).text();
                at += 2;
            }
            Optional<Value> value = at < tokens.size() ? value() : Optional.empty();
            if (value.isEmpty() || at >= tokens.size()) {
                return Optional.empty();
            }
            fields.put(name, value.get());
            if (tokens.get(at).isSign(",") || tokens.get(at).isSign(";")) {
                at++;
            } else if (!tokens.get(at).isSign("}")) {
                return Optional.empty();
            }
        }
        depth--;
        return at++ < tokens.size() ? Optional.of(new LuaCall.Table(fields)) : Optional.empty();
    }
}
