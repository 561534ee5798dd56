package org.sallyport.targets.pihole;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.pihole.SqlToken.Kind;

/** What a script puts into an empty table {@code domainlist}. Used once. */
final class SqlScript {

    private static final Set<String> COLUMNS =
            Set.of("type", "domain", "enabled", "comment", "date_added", "date_modified");

    /** What may follow the rows, without blanks: an entry that is there already stays, or becomes this one. */
    private static final Set<String> ON_CONFLICT = Set.of(
            "",
            "on conflict do nothing",
            "on conflict ( domain , type ) do nothing",
            "on conflict ( domain , type ) do update set enabled = 1",
            "on conflict ( domain , type ) do update set enabled = 1 , comment = excluded . comment");

    private final List<SqlToken> tokens;
    private final LineNotes notes;
    private final List<DomainEntry> entries = new ArrayList<>();
    /** Whether an entry is enabled, by what is the same in no two of them. */
    private final Map<Key, Boolean> known = new HashMap<>();

    private boolean anything;
    private boolean sql;
    private Optional<Integer> begun = Optional.empty();
    private int at;

    private SqlScript(List<SqlToken> tokens, LineNotes notes) {
        this.tokens = tokens;
        this.notes = notes;
    }

    static SqlScript read(List<SqlToken> tokens, LineNotes notes) {
        SqlScript script = new SqlScript(tokens, notes);
        while (script.at < tokens.size()) {
            script.statement();
        }
        script.begun.ifPresent(line -> {
            script.anything = true;
            notes.is(line, Line.State.WRONG, NO_COMMIT);
        });
        return script;
    }

    List<DomainEntry> entries() {
        return List.copyOf(entries);
    }

    /** Whether something that is not modelled has a part in what passes. */
    boolean canDoAnything() {
        return anything;
    }

    /** Whether there is any statement of SQL about the table. */
    boolean isAboutDomains() {
        return sql;
    }

    private void statement() {
        if (tokens.get(at).kind() == Kind.SHELL) {
            shell(tokens.get(at++));
            return;
        }
        int begin = at;
        while (at < tokens.size() && !tokens.get(at).is(";")) {
            at++;
        }
        List<SqlToken> words = tokens.subList(begin, at);
        at++;
        if (words.isEmpty()) {
            return;
        }
        sql |= words.stream().anyMatch(word -> word.is("domainlist"));
        String text = text(words);
        if (text.matches("begin( deferred| immediate| exclusive)?( transaction)?")) {
            begun = Optional.of(words.getFirst().line());
            is(words, Line.State.UNDERSTOOD);
        } else if (text.matches("(commit|end)( transaction)?")) {
            begun = Optional.empty();
            is(words, Line.State.UNDERSTOOD);
        } else if (text.matches("delete from domainlist( where .*)?") && entries.isEmpty()) {
            is(words, Line.State.UNDERSTOOD);
        } else if (text.startsWith(
                "insert or ignore into domainlist_by_group ( domainlist_id , group_id ) select id , 0 ")) {
            is(words, Line.State.UNDERSTOOD);
        } else if (!insert(words)) {
            open(words, text.contains("domainlist") ? Line.State.NOT_SUPPORTED : Line.State.UNKNOWN);
        }
    }

    private void shell(SqlToken command) {
        if (!command.text().matches("\\.(bail|timeout|echo|changes)( .*)?")) {
            anything = true;
            notes.is(command.line(), Line.State.UNKNOWN);
        }
    }

    /** Whether it is an insertion that is understood; then its rows are entries. */
    private boolean insert(List<SqlToken> words) {
        int into = 1;
        if (words.size() > 3 && words.get(1).is("or")) {
            if (!words.get(2).is("ignore") && !words.get(2).is("replace")) {
                return false;
            }
            into = 3;
        }
        if (words.size() < into + 3
                || !words.getFirst().is("insert")
                || !words.get(into).is("into")
                || !words.get(into + 1).is("domainlist")) {
            return false;
        }
        Optional<Row> columns = row(words, into + 2);
        if (columns.isEmpty()) {
            return false;
        }
        List<String> names = columns.get().values().stream().map(SqlToken::text).toList();
        int next = columns.get().end();
        if (!COLUMNS.containsAll(names)
                || !names.contains("domain")
                || next >= words.size()
                || !words.get(next).is("values")) {
            return false;
        }
        List<Row> rows = new ArrayList<>();
        do {
            Optional<Row> row =
                    row(words, next + 1).filter(found -> found.values().size() == names.size());
            if (row.isEmpty()) {
                return false;
            }
            rows.add(row.get());
            next = row.get().end();
        } while (next < words.size() && words.get(next).is(","));
        String behind = text(words.subList(next, words.size()));
        if (!ON_CONFLICT.contains(behind)) {
            return false;
        }
        is(words, Line.State.UNDERSTOOD);
        boolean fails = into == 1 && behind.isEmpty();
        rows.forEach(row -> entry(names, row, fails));
        return true;
    }

    private record Key(DomainEntry.Type type, String domain) {}

    /** @param end index behind the closing parenthesis */
    private record Row(List<SqlToken> values, int end) {}

    private static Optional<Row> row(List<SqlToken> words, int begin) {
        List<SqlToken> values = new ArrayList<>();
        int next = begin;
        if (next >= words.size() || !words.get(next).is("(")) {
            return Optional.empty();
        }
        do {
            next++;
            if (next + 1 >= words.size() || words.get(next).kind() == Kind.SIGN) {
                return Optional.empty();
            }
            values.add(words.get(next++));
        } while (words.get(next).is(","));
        return words.get(next).is(")") ? Optional.of(new Row(values, next + 1)) : Optional.empty();
    }

    /** @param fails whether an entry that is there already is an error, which can void all the rest */
    private void entry(List<String> columns, Row row, boolean fails) {
        SqlToken domain = row.values().get(columns.indexOf("domain"));
        Optional<DomainEntry.Type> type =
                DomainEntry.Type.of(value(columns, row, "type").orElse("0"));
        String enabled = value(columns, row, "enabled").orElse("1");
        if (domain.kind() != Kind.QUOTED || type.isEmpty() || !enabled.matches("[01]|true|false")) {
            anything = true;
            notes.is(domain.line(), Line.State.NOT_SUPPORTED);
            return;
        }
        boolean on = enabled.matches("1|true");
        Boolean before = known.putIfAbsent(new Key(type.get(), domain.text()), on);
        if (before != null && (fails || before != on)) {
            anything = true;
            notes.is(domain.line(), Line.State.NOT_SUPPORTED, TWICE);
        } else if (!on) {
            notes.is(domain.line(), Line.State.UNDERSTOOD, DISABLED);
        } else {
            entries.add(DomainEntry.of(type.get(), domain.text(), domain.line()));
        }
    }

    private static Optional<String> value(List<String> columns, Row row, String column) {
        int index = columns.indexOf(column);
        return index < 0
                ? Optional.empty()
                : Optional.of(row.values().get(index).text());
    }

    private void open(List<SqlToken> words, Line.State state) {
        anything = true;
        is(words, state);
    }

    private void is(List<SqlToken> words, Line.State state) {
        words.stream().map(SqlToken::line).distinct().forEach(line -> notes.is(line, state));
    }

    private static String text(List<SqlToken> words) {
        return words.stream()
                .map(word -> word.kind() == Kind.QUOTED ? "''" : word.text())
                .collect(Collectors.joining(" "));
    }

    private static final Text NO_COMMIT = Text.of(
            "the transaction has no COMMIT: nothing of it stays", "la transaction n'a pas de COMMIT : rien n'en reste");
    private static final Text TWICE = Text.of(
            "the same entry stands here before: what becomes of both is not modelled",
            "la même entrée figure déjà plus haut : ce que deviennent les deux n'est pas modélisé");
    private static final Text DISABLED =
            Text.of("an entry that is not enabled does nothing", "une entrée désactivée ne fait rien");
}
