package org.sallyport.documents.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Advice;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.Document;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.catalog.Provenance;
import org.sallyport.core.name.HostPattern;

/**
 * Reads a page from its first block to its last. Every line ends up in one of three places: as a fact of the catalog,
 * as prose of which a fingerprint is kept, or as unread.
 */
final class PageReader {

    /** A page lists some hundreds of names; more are not worth the time that comparing them takes. */
    private static final int MOST_NAMES = 5_000;

    private static final Pattern BETWEEN_PORTS = Pattern.compile("[,;] ?");
    private static final int LISTS_WITHOUT_BULLETS = 1_000_000_000;

    private final Vocabulary vocabulary;
    private final HostTokens hosts;
    private final Id document;
    private final Remainder rest;
    private final SectionFacts facts;
    private final Map<Id, Section> sections = new LinkedHashMap<>();
    private final Map<Id, Advice> advice = new LinkedHashMap<>();
    private final List<Catalog.DefaultPort> ports = new ArrayList<>();
    private final Set<Integer> hostLists = new HashSet<>();
    private Optional<Section> section = Optional.empty();
    private Optional<Line> unknownHeading = Optional.empty();
    private boolean opening;
    private boolean amongPorts;
    private int bareLists;
    private boolean bareListOpen;
    private int names;

    private PageReader(Vocabulary vocabulary, HostTokens hosts, Id document) {
        this.vocabulary = vocabulary;
        this.hosts = hosts;
        this.document = document;
        this.rest = new Remainder(vocabulary.discovery().map(Vocabulary.DiscoveryWords::file));
        this.facts = new SectionFacts(vocabulary, document, rest);
    }

    /**
     * Reads a page.
     *
     * @param document the page's record, whose prose is filled in
     * @throws InputException where it names no port, or too many hosts
     */
    static Draft read(Page page, Vocabulary vocabulary, HostTokens hosts, Document document) {
        return new PageReader(vocabulary, hosts, document.id()).draft(page, document);
    }

    private Draft draft(Page page, Document record) {
        for (Block block : page.blocks()) {
            boolean item = block.kind() == Block.Kind.ITEM;
            if (item && !hosts.only(block.first().text()).isEmpty()) {
                hostLists.add(block.list());
            }
        }
        page.blocks().forEach(this::block);
        closeUnknownHeading();
        if (ports.isEmpty()) {
            throw new InputException(
                    Text.of("the page names no port", "la page ne nomme aucun port"),
                    Text.of(
                            "give the whole page, with its list of ports such as \"443 (HTTPS)\"",
                            "donnez la page entière, avec sa liste de ports comme « 443 (HTTPS) »"));
        }
        Catalog catalog = catalog(record);
        return new Draft(catalog, rest.unread());
    }

    private Catalog catalog(Document record) {
        Ports usual = Ports.of(ports.stream().map(Catalog.DefaultPort::port).toList());
        List<Feature> features = sections.values().stream()
                .map(read -> read.finished(usual, vocabulary.regions(), rest))
                .toList();
        vocabulary.features().stream()
                .filter(words -> !sections.containsKey(words.id()))
                .forEach(words -> rest.unread(new Unread(
                        0,
                        Unread.Kind.FEATURE,
                        words.name(),
                        Text.of(
                                "no heading of the page is known as that of the feature %s",
                                "aucun titre de la page n'est connu pour la fonction %s", words.id()))));
        Set<Id> served = new HashSet<>();
        features.forEach(feature ->
                feature.endpoints().forEach(endpoint -> endpoint.region().ifPresent(served::add)));
        return new Catalog(
                vocabulary.vendor(),
                vocabulary.name(),
                List.of(record.withProse(rest.fingerprints())),
                vocabulary.regions().stream().filter(served::contains).toList(),
                ports,
                features,
                vocabulary.advice().stream()
                        .flatMap(words -> Stream.ofNullable(advice.get(words.id())))
                        .toList());
    }

    private void block(Block block) {
        switch (block.kind()) {
            case HEADING -> {
                heading(block);
                return;
            }
            case ROW -> row(block);
            case PARAGRAPH, NOTE, ITEM, CODE -> lines(block);
        }
        opening = false;
    }

    private void heading(Block block) {
        String text = block.text();
        closeUnknownHeading();
        section.ifPresent(Section::endOfRequest);
        bareListOpen = false;
        Optional<Vocabulary.FeatureWords> feature = vocabulary.feature(text);
        amongPorts = feature.isEmpty() && vocabulary.ports().match(text).isPresent();
        if (feature.isPresent()) {
            open(feature.get(), block.first());
        } else if (amongPorts || sections.isEmpty()) {
            sentence(block.first(), false);
        } else {
            facts.system(text);
            unknownHeading = Optional.of(block.first());
        }
    }

    private void open(Vocabulary.FeatureWords words, Line heading) {
        opening = !sections.containsKey(words.id());
        if (!opening) {
            rest.prose(heading);
        }
        section = Optional.of(sections.computeIfAbsent(words.id(), id -> new Section(words, from(heading))));
        facts.newFeature();
    }

    private void closeUnknownHeading() {
        unknownHeading.ifPresent(heading -> sentence(heading, false));
        unknownHeading = Optional.empty();
    }

    /** Entries under a heading that nobody knows are no part of the feature before it: they become one of their own. */
    private void openUnknownHeading() {
        if (unknownHeading.isPresent()) {
            Line heading = unknownHeading.get();
            unknownHeading = Optional.empty();
            Set<Id> taken = new HashSet<>(sections.keySet());
            vocabulary.features().forEach(known -> taken.add(known.id()));
            Vocabulary.FeatureWords words = Vocabulary.FeatureWords.unknown(heading, taken);
            rest.unread(
                    heading,
                    Unread.Kind.HEADING,
                    heading.text(),
                    Text.of(
                            "the heading is not known; its entries are in a new feature, %s",
                            "le titre n'est pas connu ; ses entrées sont dans une nouvelle fonction, %s", words.id()));
            open(words, heading);
        }
    }

    private void lines(Block block) {
        List<Line> lines = block.lines();
        int firstEntry = firstEntry(block);
        boolean bare = block.kind() != Block.Kind.ITEM && firstEntry < lines.size();
        if (bare && !(bareListOpen && firstEntry == 0)) {
            bareLists++;
        }
        bareListOpen = bare;
        int list = block.kind() == Block.Kind.ITEM ? block.list() : LISTS_WITHOUT_BULLETS + bareLists;
        Optional<Advised> advised = block.isProse() && firstEntry > 0 ? advice(block) : Optional.empty();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean states = advised.filter(found -> found.line.equals(line)).isPresent();
            boolean explained = advised.filter(Advised::explainsNames).isPresent();
            if (explained && !states) {
                rest.prose(line);
            } else if (states && !explained) {
                sentence(line, true);
            } else if (!states) {
                line(line, block, block.kind() == Block.Kind.ITEM && i == 0, i >= firstEntry ? list : 0);
            }
        }
    }

    /**
     * A paragraph that gives an advice.
     *
     * @param line the line that it is known by
     * @param explainsNames whether it is about host names, so that those in it are no entries
     */
    private record Advised(Line line, boolean explainsNames) {}

    /**
     * The index of the first line of a block from which on there are only host names. In a paragraph they have to
     * follow a colon: a wrapped sentence can have a line that is nothing but a name.
     */
    private int firstEntry(Block block) {
        List<Line> lines = block.lines();
        if (!block.isProse()) {
            return 0;
        }
        int first = lines.size();
        while (first > 0 && !hosts.only(lines.get(first - 1).text()).isEmpty()) {
            first--;
        }
        boolean introduced = first == 0 || lines.get(first - 1).endsWithColon();
        return introduced ? first : lines.size();
    }

    private Optional<Advised> advice(Block block) {
        for (Vocabulary.AdviceWords words : vocabulary.advice()) {
            Optional<Line> line = advice.containsKey(words.id()) ? Optional.empty() : sign(block, words.sign());
            if (line.isPresent()) {
                List<HostPattern> named = words.sign() instanceof Vocabulary.Sign.Names(HostPattern pattern)
                        ? List.of(pattern)
                        : List.of();
                advice.put(words.id(), new Advice(words.id(), words.text(), named, from(line.get())));
                return Optional.of(new Advised(line.get(), !named.isEmpty()));
            }
        }
        return Optional.empty();
    }

    private Optional<Line> sign(Block block, Vocabulary.Sign sign) {
        return switch (sign) {
            case Vocabulary.Sign.EarlyNote(List<String> tokens) ->
                sections.isEmpty() && block.kind() == Block.Kind.NOTE && Vocabulary.hasToken(block.text(), tokens)
                        ? Optional.of(block.first())
                        : Optional.empty();
            case Vocabulary.Sign.Opening(Id feature) ->
                opening
                                && section.filter(open -> open.words.id().equals(feature))
                                        .isPresent()
                        ? Optional.of(block.first())
                        : Optional.empty();
            case Vocabulary.Sign.Names(HostPattern pattern) ->
                block.lines().stream().filter(line -> names(line, pattern)).findFirst();
        };
    }

    private boolean names(Line line, HostPattern pattern) {
        return hosts.in(line.text()).stream()
                .anyMatch(token -> token instanceof HostToken.Named named
                        && named.pattern().equals(pattern));
    }

    /**
     * Reads one line.
     *
     * @param item whether it is the line behind a bullet
     * @param list the list that its host names are entries of; 0 where they are none
     */
    private void line(Line line, Block block, boolean item, int list) {
        List<HostToken> tokens = tokens(line);
        if (section.isPresent() && facts.check(section.get(), line, tokens)) {
            leftovers(line, tokens, true);
            return;
        }
        if (item) {
            section.ifPresent(Section::endOfRequest);
        }
        List<HostToken.Named> only = list > 0 ? hosts.only(line.text()) : List.of();
        if (!only.isEmpty()) {
            if (item || section.isEmpty() || !facts.example(section.get(), line, tokens)) {
                only.forEach(name -> entry(line, name, name.ports(), list));
            }
        } else if ((item || amongPorts) && isPorts(line)) {
            leftovers(line, tokens, true);
        } else if (item && hostLists.contains(block.list())) {
            rest.stray(line, tokens);
        } else {
            sentence(line, block, item, tokens);
        }
    }

    private void sentence(Line line, Block block, boolean item, List<HostToken> tokens) {
        boolean states = false;
        if (section.isPresent()) {
            Section open = section.get();
            states = facts.discovery(open, line, tokens)
                    || (!item && facts.example(open, line, tokens))
                    || (block.isProse() && unknownHeading.isEmpty() && facts.condition(open, line))
                    || (!item && facts.answer(open, line));
        }
        if (!states) {
            facts.system(line.text());
        }
        leftovers(line, tokens, states);
    }

    private void sentence(Line line, boolean states) {
        leftovers(line, tokens(line), states);
    }

    private List<HostToken> tokens(Line line) {
        List<HostToken> tokens = new ArrayList<>(hosts.in(line.text()));
        names += tokens.size();
        if (names > MOST_NAMES) {
            throw new InputException(
                    Text.of("the page has more than %d host names", "la page a plus de %d noms d'hôtes", MOST_NAMES),
                    Text.of("give one vendor's page at a time", "donnez la page d'un seul fournisseur"));
        }
        return tokens;
    }

    private void entry(Line line, HostToken.Named name, Optional<Ports> own, int list) {
        openUnknownHeading();
        if (section.isPresent()) {
            section.get().endOfRequest();
            section.get().list(new Entry(name.pattern(), own, list, line.number()));
        } else {
            rest.unread(
                    line,
                    Unread.Kind.HOST,
                    name.written(),
                    Text.of(
                            "it stands before the first heading that is known, so it belongs to no feature",
                            "il figure avant le premier titre connu, et n'appartient donc à aucune fonction"));
        }
    }

    /** Whether the line is a port, or several with commas between them; they are kept. */
    private boolean isPorts(Line line) {
        List<Optional<PortShape>> shapes = BETWEEN_PORTS
                .splitAsStream(line.text())
                .map(part -> PortShape.of(part, amongPorts))
                .toList();
        if (shapes.isEmpty() || shapes.stream().anyMatch(Optional::isEmpty)) {
            return false;
        }
        for (Optional<PortShape> shape : shapes) {
            boolean again = ports.stream()
                    .anyMatch(port -> port.port().equals(shape.orElseThrow().port()));
            if (again) {
                rest.unread(
                        line,
                        Unread.Kind.PORT,
                        line.text(),
                        Text.of("the port is listed already", "le port est déjà dans la liste"));
            } else {
                ports.add(new Catalog.DefaultPort(
                        shape.orElseThrow().port(), shape.orElseThrow().protocol(), from(line)));
            }
        }
        return true;
    }

    private void row(Block row) {
        Optional<Ports> own = row.lines().stream()
                .flatMap(cell -> PortShape.ports(cell.text()).stream())
                .findFirst();
        for (int column = 0; column < row.lines().size(); column++) {
            Line cell = row.lines().get(column);
            List<HostToken.Named> only = hosts.only(cell.text());
            if (only.isEmpty()
                    && !cell.text().isEmpty()
                    && PortShape.ports(cell.text()).isEmpty()) {
                sentence(cell, false);
            }
            for (HostToken.Named name : only) {
                entry(cell, name, name.ports().or(() -> own), row.list() + column);
            }
        }
    }

    private void leftovers(Line line, List<HostToken> tokens, boolean states) {
        rest.leftovers(line, tokens, states, unknownHeading.isEmpty() ? section : Optional.empty());
    }

    private Provenance from(Line line) {
        return new Provenance(document, line.number());
    }
}
