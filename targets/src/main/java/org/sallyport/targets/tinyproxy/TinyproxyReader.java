package org.sallyport.targets.tinyproxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.SourceLine;

/** Reads tinyproxy.conf and its filter file as tinyproxy 1.11 does. Shares nothing with the writer. Used once. */
final class TinyproxyReader {

    /** In octets, with the end of the line: longer lines are cut, and what is behind the cut is a line of its own. */
    private static final int CONFIGURATION_LINE = 2_047;

    private static final int FILTER_LINE = 511;

    private static final String BLANKS = " \t\u000b\f\r";
    private static final Pattern STATEMENT =
            Pattern.compile("[" + BLANKS + "]*([^" + BLANKS + "]+)(.*)", Pattern.DOTALL);

    private final DeviceFiles files;
    private final Map<String, List<SourceLine>> sources = new HashMap<>();
    private final Map<String, Set<Integer>> carriageReturns = new HashMap<>();
    private final Set<Integer> ports = new TreeSet<>();
    private Optional<SourceLine> filter = Optional.empty();
    private Optional<SourceLine> urls = Optional.empty();
    private String filterPath = "";
    private FilterRule.Language language = FilterRule.Language.BASIC;
    private boolean defaultDeny;
    private boolean caseMatters;
    private boolean limitsPorts;
    private boolean listens;
    private boolean refused;
    private boolean narrowed;
    private boolean opened;

    TinyproxyReader(DeviceFiles files) {
        this.files = files;
        SourceLine.of(files)
                .forEach(line -> sources.computeIfAbsent(line.file(), _ -> new ArrayList<>())
                        .add(line));
    }

    Reading read() {
        Map<SourceLine, Line> read = new HashMap<>();
        for (SourceLine line : lines(files.main())) {
            read.put(line, statement(line));
        }
        refused |= !listens;
        Optional<String> list = filter.flatMap(_ -> given(filterPath));
        NameSetBuilder listed = new NameSetBuilder();
        for (SourceLine line : list.map(this::lines).orElse(List.of())) {
            read.put(line, rule(line, listed));
        }
        NameSet names = listed.build();
        filter.ifPresent(line -> read.put(line, filterLine(line, list, names)));
        urls.ifPresent(line -> read.put(line, urlsLine(line)));
        NameSet passing = filter.isEmpty()
                ? NameSet.all()
                : defaultDeny ? names : NameSet.all().minus(names);
        List<Line> lines = new ArrayList<>();
        for (String file : files.texts().keySet()) {
            for (SourceLine line : lines(file)) {
                lines.add(read.getOrDefault(
                        line,
                        line.is(
                                Line.State.IRRELEVANT,
                                Text.of("no Filter names this file", "aucun Filter ne nomme ce fichier"))));
            }
        }
        return new Reading(
                lines,
                refused || narrowed || opened ? Permits.none() : surely(passing),
                opened ? Permits.everywhere(NameSet.all()) : Permits.everywhere(passing));
    }

    private List<SourceLine> lines(String file) {
        return sources.getOrDefault(file, List.of());
    }

    /** Files are given by their names, wherever the configuration has them. */
    private Optional<String> given(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return files.texts().keySet().stream()
                .filter(file -> !file.equals(files.main()))
                .filter(file -> file.substring(file.lastIndexOf('/') + 1).equals(name))
                .findFirst();
    }

    /** At port 80 the web is plain; everywhere else it is a tunnel, and a plain request passes there all the same. */
    private Permits surely(NameSet passing) {
        if (!limitsPorts) {
            return Permits.everywhere(passing);
        }
        Map<Port, NameSet> byPort = new TreeMap<>(Map.of(Port.HTTP, passing));
        ports.forEach(port -> byPort.put(Port.tcp(port), passing));
        return Permits.at(byPort);
    }

    private Line statement(SourceLine line) {
        String text = line.text();
        if (octets(line) > CONFIGURATION_LINE) {
            return tooLong(line);
        }
        Matcher statement = STATEMENT.matcher(text);
        if (text.startsWith("#") || !statement.matches()) {
            return line.is(Line.State.IRRELEVANT);
        }
        Optional<Directive> directive = Directive.of(statement.group(1));
        Optional<String> value = directive.flatMap(known -> known.value(statement.group(2)));
        // a carriage return ends no value
        if (value.isEmpty() || endsInCarriageReturn(line)) {
            refused = true;
            return line.is(
                    Line.State.WRONG,
                    Text.of(
                            "tinyproxy does not start: it takes no such line, no comment behind a directive and no CR",
                            "tinyproxy ne démarre pas : il ne prend ni cette ligne, ni commentaire après une directive, ni CR"));
        }
        return statement(line, directive.orElseThrow(), value.get());
    }

    private Line statement(SourceLine line, Directive directive, String value) {
        boolean yes = value.equalsIgnoreCase("yes") || value.equalsIgnoreCase("on");
        switch (directive.part()) {
            case NONE -> {
                return line.is(Line.State.IRRELEVANT);
            }
            case PORT -> {
                listens |= number(value) > 0;
                return line.is(Line.State.IRRELEVANT);
            }
            case NARROWS -> {
                narrowed = true;
                return line.is(
                        Line.State.NOT_SUPPORTED,
                        Text.of("another proxy decides as well", "un autre proxy décide aussi"));
            }
            case OPENS -> {
                opened |= !value.equalsIgnoreCase("no") && !value.equalsIgnoreCase("off");
                return line.is(
                        opened ? Line.State.NOT_SUPPORTED : Line.State.IRRELEVANT,
                        Text.of(
                                "a request can become one for another host",
                                "une requête peut devenir celle d'un autre hôte"));
            }
            case CONNECT_PORT -> {
                limitsPorts = true;
                ports.addAll(Port.tryParse(String.valueOf(number(value))).stream()
                        .map(Port::number)
                        .toList());
            }
            case FILTER -> {
                filter = Optional.of(line);
                filterPath = value;
            }
            case FILTER_URLS -> urls = yes ? Optional.of(line) : urls;
            case FILTER_TYPE -> {
                language = language(value);
                if (!value.matches("bre|ere|fnmatch")) {
                    return line.is(
                            Line.State.UNDERSTOOD,
                            Text.of(
                                    "only lower case chooses: these are basic expressions",
                                    "seules les minuscules choisissent : ce sont des expressions de base"));
                }
            }
            case FILTER_EXTENDED -> {
                if (yes && language == FilterRule.Language.BASIC) {
                    language = FilterRule.Language.EXTENDED;
                }
            }
            case FILTER_CASE_SENSITIVE -> caseMatters |= yes;
            case FILTER_DEFAULT_DENY -> defaultDeny |= yes;
        }
        boolean no = directive.part() != Directive.Part.CONNECT_PORT
                && directive.part() != Directive.Part.FILTER
                && directive.part() != Directive.Part.FILTER_TYPE
                && !yes;
        return no
                ? line.is(
                        Line.State.UNDERSTOOD,
                        Text.of("a No undoes no Yes before it", "un No n'annule aucun Yes qui le précède"))
                : line.is(Line.State.UNDERSTOOD);
    }

    /** tinyproxy adds up what it is told: fnmatch wins over ere, and ere over bre. */
    private FilterRule.Language language(String type) {
        FilterRule.Language told = switch (type) {
            case "fnmatch" -> FilterRule.Language.SHELL;
            case "ere" -> FilterRule.Language.EXTENDED;
            default -> FilterRule.Language.BASIC;
        };
        return told.compareTo(language) > 0 ? told : language;
    }

    /** A zero in front makes it octal, as in C; what is too large is no port. */
    private static int number(String digits) {
        String octal = digits.startsWith("0") ? digits.replaceFirst("[89].*", "") : "";
        String significant = (octal.isEmpty() ? digits : octal).replaceFirst("^0+(?=.)", "");
        return significant.length() > 7 ? 0 : Integer.parseInt(significant, octal.isEmpty() ? 10 : 8);
    }

    private Line filterLine(SourceLine line, Optional<String> list, NameSet listed) {
        if (list.isEmpty()) {
            opened = true;
            return line.is(
                    Line.State.NOT_SUPPORTED,
                    Text.of("the file that it names is not given", "le fichier qu'elle nomme n'est pas donné"));
        }
        if (defaultDeny) {
            return line.is(Line.State.UNDERSTOOD);
        }
        Text remark = Text.of(
                "without FilterDefaultDeny the list is what is refused, and everything else passes",
                "sans FilterDefaultDeny, la liste est ce qui est refusé, et tout le reste passe");
        NameSet others = NameSet.all().minus(listed);
        return new Line(line.file(), line.number(), line.text(), Line.State.UNDERSTOOD, others, Optional.of(remark));
    }

    private Line urlsLine(SourceLine line) {
        opened |= filter.isPresent();
        return line.is(
                filter.isPresent() ? Line.State.NOT_SUPPORTED : Line.State.IRRELEVANT,
                Text.of(
                        "rules are held against the URL, where the client can write any name behind the host",
                        "les règles portent sur l'URL, où le client peut écrire n'importe quel nom après l'hôte"));
    }

    /** A rule ends at the first blank, and at a number sign without a backslash before it. */
    private Line rule(SourceLine line, NameSetBuilder listed) {
        if (octets(line) > FILTER_LINE) {
            return tooLong(line);
        }
        String rule = ruleOf(line.text());
        if (rule.isEmpty()) {
            return line.is(Line.State.IRRELEVANT);
        }
        Optional<FilterRule> read = FilterRule.of(rule, language, caseMatters);
        if (read.isEmpty()) {
            boolean wrong = language == FilterRule.Language.EXTENDED && rule.matches("[*+?].*");
            refused |= wrong;
            opened |= !wrong;
            return line.is(
                    wrong ? Line.State.WRONG : Line.State.NOT_SUPPORTED,
                    wrong
                            ? Text.of(
                                    "there is nothing to repeat: tinyproxy does not start",
                                    "il n'y a rien à répéter : tinyproxy ne démarre pas")
                            : Text.of(
                                    "the expression is not modelled, or tinyproxy does not start with it",
                                    "l'expression n'est pas modélisée, ou tinyproxy ne démarre pas avec elle"));
        }
        read.get().adding().accept(listed);
        return line.about(read.get().names());
    }

    private static String ruleOf(String text) {
        int begin = 0;
        while (begin < text.length() && BLANKS.indexOf(text.charAt(begin)) >= 0) {
            begin++;
        }
        int end = begin;
        while (end < text.length()
                && BLANKS.indexOf(text.charAt(end)) < 0
                && (text.charAt(end) != '#' || (end > 0 && text.charAt(end - 1) == '\\'))) {
            end++;
        }
        return text.substring(begin, end);
    }

    private Line tooLong(SourceLine line) {
        opened = true;
        return line.is(
                Line.State.NOT_SUPPORTED,
                Text.of(
                        "the line is too long: tinyproxy reads what is behind the cut as another",
                        "la ligne est trop longue : tinyproxy lit ce qui suit la coupure comme une autre"));
    }

    private int octets(SourceLine line) {
        return line.text().getBytes(StandardCharsets.UTF_8).length + 1 + (endsInCarriageReturn(line) ? 1 : 0);
    }

    /** Which a {@link SourceLine} leaves out. */
    private boolean endsInCarriageReturn(SourceLine line) {
        return carriageReturns
                .computeIfAbsent(line.file(), this::linesWithCarriageReturn)
                .contains(line.number());
    }

    private Set<Integer> linesWithCarriageReturn(String file) {
        Set<Integer> numbers = new TreeSet<>();
        String text = files.texts().getOrDefault(file, "");
        int number = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (at > 0 && text.charAt(at - 1) == '\r') {
                numbers.add(number);
            }
            number++;
        }
        return numbers;
    }
}
