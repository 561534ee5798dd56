package org.sallyport.documents.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Check;
import org.sallyport.core.catalog.DiscoveryRule;
import org.sallyport.core.catalog.Endpoint;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.catalog.Provenance;
import org.sallyport.core.name.HostName;

/** What the part of a page under the heading of a feature says, while it is read. */
final class Section {

    /** A sentence that names host names of which the whole section decides what they mean. */
    private record Sentence(Line line, boolean statesFact, List<Entry> names) {}

    final Vocabulary.FeatureWords words;
    private final Provenance heading;
    private final List<Entry> listed = new ArrayList<>();
    private final List<Sentence> sentences = new ArrayList<>();
    private final List<DiscoveryRule.Folder> folders = new ArrayList<>();
    private final List<DiscoveryRule.Beginning> beginnings = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private Optional<Feature.Condition> condition = Optional.empty();
    private Optional<DiscoveryRule.Log> log = Optional.empty();
    private Optional<DiscoveryRule.Example> example = Optional.empty();
    private boolean asked;

    Section(Vocabulary.FeatureWords words, Provenance heading) {
        this.words = words;
        this.heading = heading;
    }

    void list(Entry entry) {
        listed.add(entry);
    }

    List<Entry> listed() {
        return listed;
    }

    void mention(Line line, boolean statesFact, List<Entry> names) {
        sentences.add(new Sentence(line, statesFact, names));
    }

    boolean hasCondition() {
        return condition.isPresent();
    }

    void condition(Vocabulary.ConditionWords stated, Provenance from) {
        condition = Optional.of(new Feature.Condition(stated.id(), stated.text(), from));
    }

    boolean hasLog() {
        return log.isPresent();
    }

    void log(String file, Provenance from) {
        log = Optional.of(new DiscoveryRule.Log(file, from));
    }

    void folder(DiscoveryRule.Folder folder) {
        folders.add(folder);
    }

    void beginning(DiscoveryRule.Beginning beginning) {
        beginnings.add(beginning);
    }

    /** Whether the page speaks about the log, and has not shown yet what a server's name looks like. */
    boolean awaitsExample() {
        return example.isEmpty() && (log.isPresent() || !folders.isEmpty() || !beginnings.isEmpty());
    }

    void example(HostName host, Provenance from) {
        example = Optional.of(new DiscoveryRule.Example(host, from));
    }

    boolean hasChecks() {
        return !checks.isEmpty();
    }

    void resolve(Id system, HostName host, Provenance from) {
        checks.add(new Check.Resolve(system, host, from));
        asked = false;
    }

    void request(Id system, URI address, HostName host, Provenance from) {
        checks.add(new Check.Request(system, address, host, Optional.empty(), from));
        asked = true;
    }

    /** Whether the last thing read was a request, or text that belongs to it. */
    boolean awaitsAnswer() {
        return asked;
    }

    void answer(String contains, Provenance from) {
        if (checks.removeLast() instanceof Check.Request request) {
            Check.Answer answer = new Check.Answer(contains, from);
            checks.add(new Check.Request(
                    request.system(), request.address(), request.host(), Optional.of(answer), request.from()));
        }
        asked = false;
    }

    /** What follows belongs to no request any more. */
    void endOfRequest() {
        asked = false;
    }

    /**
     * The feature as read.
     *
     * @param rest is told the sentences that turned out to state nothing, and the names in them that turned out to be
     *     neither listed nor a shorter form of the list
     */
    Feature finished(Ports usual, List<Id> regions, Remainder rest) {
        List<Entry> mentioned =
                sentences.stream().flatMap(s -> s.names.stream()).toList();
        EntryForms forms = EntryForms.of(listed, mentioned);
        Regions served = Regions.of(regions, listed);
        for (Sentence sentence : sentences) {
            List<Entry> open = sentence.names.stream()
                    .filter(forms.mentions()::contains)
                    .filter(name ->
                            listed.stream().noneMatch(entry -> entry.pattern().equals(name.pattern())))
                    .toList();
            open.forEach(name -> rest.unread(new Unread(
                    name.line(),
                    Unread.Kind.HOST,
                    name.pattern().toString(),
                    Text.of(
                            "it stands in a sentence of %s and in no list; if it has to be let through, add it",
                            "il figure dans une phrase de %s et dans aucune liste ; s'il doit passer, ajoutez-le",
                            words.id()))));
            boolean states = sentence.statesFact || sentence.names.stream().anyMatch(forms.wildcards()::contains);
            if (!states && open.isEmpty()) {
                rest.prose(sentence.line);
            }
        }
        return new Feature(
                words.id(),
                words.name(),
                words.always(),
                condition,
                endpoints(forms.hosts(), usual, served),
                endpoints(forms.wildcards(), usual, served),
                endpoints(forms.wider(), usual, served),
                discovery(),
                checks,
                heading);
    }

    private Optional<DiscoveryRule> discovery() {
        boolean none = log.isEmpty() && folders.isEmpty() && beginnings.isEmpty() && example.isEmpty();
        return none ? Optional.empty() : Optional.of(new DiscoveryRule(log, folders, beginnings, example));
    }

    private List<Endpoint> endpoints(List<Entry> entries, Ports usual, Regions served) {
        return entries.stream()
                .map(entry -> new Endpoint(
                        entry.pattern(),
                        entry.ports().orElse(usual),
                        served.of(entry),
                        new Provenance(heading.document(), entry.line())))
                .toList();
    }
}
