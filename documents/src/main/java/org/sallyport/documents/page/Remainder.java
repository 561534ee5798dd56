package org.sallyport.documents.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Document;

/** What is left of a page beside its facts, while it is read: prose, and what was not understood. */
final class Remainder {

    private final List<Line> prose = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private final Optional<String> log;

    /**
     * @param log the name of the log that the vendor's pages speak about
     */
    Remainder(Optional<String> log) {
        this.log = log;
    }

    void prose(Line line) {
        prose.add(line);
    }

    void unread(Line line, Unread.Kind kind, String text, Text why) {
        unread.add(new Unread(line.number(), kind, text, why));
    }

    void unread(Unread found) {
        unread.add(found);
    }

    /** An item of a list of host names that is none. */
    void stray(Line line, List<HostToken> tokens) {
        Text why = tokens.stream()
                .flatMap(
                        token -> token instanceof HostToken.Refused refused ? Stream.of(refused.why()) : Stream.empty())
                .findFirst()
                .orElse(Text.of(
                        "it stands in a list of host names and is none, or more than one",
                        "il figure dans une liste de noms d'hôtes et n'en est pas un, ou plus d'un"));
        unread(line, Unread.Kind.ITEM, line.text(), why);
        // what is shown of a long item may be cut before its names
        if (line.text().length() > Unread.LONGEST) {
            tokens.forEach(token -> unread(line, Unread.Kind.HOST, token.written(), why));
        }
    }

    /**
     * Sorts out what a line has beside its fact, or instead of one.
     *
     * @param tokens what the fact has not used
     * @param section the one that decides at its end what host names in its sentences mean
     */
    void leftovers(Line line, List<HostToken> tokens, boolean states, Optional<Section> section) {
        List<Entry> names = new ArrayList<>();
        boolean reported = false;
        for (HostToken token : tokens) {
            Optional<Text> why = switch (token) {
                case HostToken.Named named
                when section.isPresent() -> {
                    names.add(new Entry(named.pattern(), named.ports(), 0, line.number()));
                    yield Optional.empty();
                }
                case HostToken.Named named ->
                    Optional.of(Text.of(
                            "it stands in a sentence outside every feature",
                            "il figure dans une phrase hors de toute fonction"));
                case HostToken.Refused refused -> Optional.of(refused.why());
                case HostToken.FileName file
                when isLog(file) ->
                    Optional.of(Text.of(
                            "it looks like the name of a log, and not of the one that is known",
                            "cela ressemble au nom d'un journal, qui n'est pas celui qui est connu"));
                case HostToken.FileName file -> Optional.empty();
            };
            why.ifPresent(reason -> unread(line, Unread.Kind.HOST, token.written(), reason));
            reported |= why.isPresent();
        }
        Optional<String> port = states ? Optional.empty() : PortShape.in(line.text());
        port.ifPresent(text -> unread(
                line,
                Unread.Kind.PORT,
                text,
                Text.of(
                        "it looks like a port, and stands in no list of ports",
                        "cela ressemble à un port, et ne figure dans aucune liste de ports")));
        boolean explained = states || reported || port.isPresent();
        if (!names.isEmpty()) {
            section.orElseThrow().mention(line, explained, names);
        } else if (!explained) {
            prose(line);
        }
    }

    private boolean isLog(HostToken.FileName file) {
        return log.filter(name -> file.written().endsWith(name.substring(Math.max(0, name.lastIndexOf('.')))))
                .isPresent();
    }

    List<Document.Prose> fingerprints() {
        return prose.stream()
                .sorted(Comparator.comparingInt(Line::number))
                .map(line -> new Document.Prose(line.number(), line.fingerprint()))
                .toList();
    }

    List<Unread> unread() {
        return unread.stream().sorted(Comparator.comparingInt(Unread::line)).toList();
    }
}
