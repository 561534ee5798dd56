package org.sallyport.documents.page;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.DiscoveryRule;
import org.sallyport.core.catalog.Provenance;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/** Reads what a line under the heading of a feature states beside entries: tests, where the log lies, conditions. */
final class SectionFacts {

    private final Vocabulary vocabulary;
    private final Id document;
    private final Remainder rest;
    private Optional<Id> system = Optional.empty();

    SectionFacts(Vocabulary vocabulary, Id document, Remainder rest) {
        this.vocabulary = vocabulary;
        this.document = document;
        this.rest = rest;
    }

    /** Another feature begins, which names its systems itself. */
    void newFeature() {
        system = Optional.empty();
    }

    /** A heading or sentence may name the system that what follows is about. */
    void system(String text) {
        CheckShape.system(text).ifPresent(named -> system = Optional.of(named));
    }

    /**
     * Reads a line that is a command.
     *
     * @param tokens the host names in the line; those that the test uses are taken out
     * @return whether it is one
     */
    boolean check(Section section, Line line, List<HostToken> tokens) {
        Optional<Vocabulary.CommandWords> command = CheckShape.command(line.text(), vocabulary.commands());
        if (command.isEmpty()) {
            return false;
        }
        boolean request = command.get().request();
        Optional<URI> address = request ? CheckShape.address(line.text()) : Optional.empty();
        Optional<HostName> host = request ? address.flatMap(CheckShape::host) : oneName(tokens);
        if (host.isEmpty()) {
            return false;
        }
        section.endOfRequest();
        Optional<Id> runsOn = command.get().system().or(() -> system);
        if (runsOn.isEmpty()) {
            rest.unread(
                    line,
                    Unread.Kind.CHECK,
                    line.text(),
                    Text.of(
                            "it is a test, but no system is named for which",
                            "c'est un test, mais aucun système n'est nommé auquel il est destiné"));
            return true;
        }
        system.filter(named -> !named.equals(runsOn.get()))
                .ifPresent(named -> rest.unread(
                        line,
                        Unread.Kind.CHECK,
                        line.text(),
                        Text.of(
                                "taken as a test for %s, but the page named %s last",
                                "pris pour un test sous %s, mais le dernier système nommé est %s",
                                runsOn.get(),
                                named)));
        if (request) {
            section.request(runsOn.get(), address.orElseThrow(), host.get(), from(line));
        } else {
            section.resolve(runsOn.get(), host.get(), from(line));
        }
        tokens.removeIf(token -> request ? token.written().contains(host.get().value()) : isExactly(token, host.get()));
        return true;
    }

    /**
     * Reads a line that shows what a server's name looks like.
     *
     * @return whether it does
     */
    boolean example(Section section, Line line, List<HostToken> tokens) {
        Optional<HostName> host = oneName(tokens);
        if (vocabulary.discovery().isEmpty() || !section.awaitsExample() || host.isEmpty()) {
            return false;
        }
        section.example(host.get(), from(line));
        tokens.removeIf(token -> isExactly(token, host.get()));
        return true;
    }

    /**
     * Reads a line that says something about the log in which servers' names stand.
     *
     * @return whether it does
     */
    boolean discovery(Section section, Line line, List<HostToken> tokens) {
        Optional<Vocabulary.DiscoveryWords> words = vocabulary.discovery();
        if (words.isEmpty()) {
            return false;
        }
        Optional<FolderShape> folder = FolderShape.in(line.text());
        folder.ifPresent(found -> section.folder(new DiscoveryRule.Folder(found.path(), found.since(), from(line))));
        Optional<String> beginning = words.get().beginnings().stream()
                .filter(text -> line.text().contains(text))
                .findFirst();
        beginning.ifPresent(text -> section.beginning(new DiscoveryRule.Beginning(text, from(line))));
        boolean log = !section.hasLog()
                && tokens.stream()
                        .anyMatch(token ->
                                token.written().equalsIgnoreCase(words.get().file()));
        if (log) {
            section.log(words.get().file(), from(line));
        }
        tokens.removeIf(token -> token.written().equalsIgnoreCase(words.get().file()));
        return folder.isPresent() || beginning.isPresent() || log;
    }

    /**
     * Reads a sentence that says when a feature's entries are needed.
     *
     * @return whether it does
     */
    boolean condition(Section section, Line line) {
        Optional<Vocabulary.ConditionWords> words = section.words
                .condition()
                .filter(condition -> !section.hasCondition())
                .filter(condition -> Vocabulary.hasToken(line.text(), condition.tokens()));
        words.ifPresent(condition -> section.condition(condition, from(line)));
        return words.isPresent();
    }

    /**
     * Reads a line behind a request that shows the answer to expect.
     *
     * @return whether it does, or would if a request stood before it
     */
    boolean answer(Section section, Line line) {
        if (!section.hasChecks()) {
            return false;
        }
        Optional<String> answer = CheckShape.answer(line.text());
        if (answer.isPresent() && section.awaitsAnswer()) {
            section.answer(answer.get(), from(line));
        } else if (answer.isPresent()) {
            rest.unread(
                    line,
                    Unread.Kind.CHECK,
                    line.text(),
                    Text.of(
                            "it looks like the answer to a request, and no request stands before it",
                            "cela ressemble à la réponse à une requête, et aucune requête ne la précède"));
        }
        return answer.isPresent();
    }

    private static Optional<HostName> oneName(List<HostToken> tokens) {
        List<HostName> names = tokens.stream()
                .flatMap(token -> token instanceof HostToken.Named named
                                && named.pattern() instanceof HostPattern.Exact(HostName name)
                        ? Optional.of(name).stream()
                        : Optional.<HostName>empty().stream())
                .toList();
        return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
    }

    private static boolean isExactly(HostToken token, HostName host) {
        return token instanceof HostToken.Named named && named.pattern().equals(new HostPattern.Exact(host));
    }

    private Provenance from(Line line) {
        return new Provenance(document, line.number());
    }
}
