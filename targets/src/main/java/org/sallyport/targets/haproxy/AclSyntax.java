package org.sallyport.targets.haproxy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.Between;
import org.sallyport.targets.NotedLine;

/**
 * The tests of one section: what it names by {@code acl}, what stands in braces, and what HAProxy predefines. Source:
 * configuration manual of HAProxy 2.6, chapter 7. Used by one thread.
 */
final class AclSyntax {

    private static final Pattern SERVER_NAME = Pattern.compile("req[._]ssl_sni");
    private static final Pattern HOST_HEADER = Pattern.compile("(req\\.)?f?hdr(_([a-z]+))?\\(host\\)");
    private static final Pattern VARIABLE = Pattern.compile("var\\(([A-Za-z0-9_.]+)\\)");

    /** They look at the client, the moment, or what is asked for at the host. */
    private static final Set<String> OF_CIRCUMSTANCES = Set.of(
            "src",
            "src_port",
            "dst",
            "method",
            "path",
            "path_beg",
            "path_end",
            "path_sub",
            "path_reg",
            "path_dir",
            "url",
            "url_beg",
            "url_end",
            "url_sub",
            "url_reg",
            "query",
            "hour",
            "date",
            "rand",
            "src_is_local",
            "src_conn_rate",
            "src_conn_cur",
            "src_get_gpc0",
            "nbsrv",
            "be_conn",
            "fe_conn",
            "req.ver",
            "req_ver",
            "hdr_cnt",
            "http_auth");

    private static final Set<Opening> OF_TLS = EnumSet.of(Opening.TLS, Opening.TLS_ODDLY_SPELLED, Opening.TLS_NAMELESS);
    private static final Set<Opening> OF_HTTP =
            EnumSet.of(Opening.HTTP, Opening.HTTP_ODDLY_SPELLED, Opening.HTTP_NAMELESS);

    private final ListFiles files;
    private final Map<String, Acl> byName = new HashMap<>();
    private final Set<String> resolved = new HashSet<>();

    AclSyntax(ListFiles files) {
        this.files = files;
    }

    /** Notes that the section looks the name up and puts the address into that variable. */
    void resolvesInto(String variable) {
        resolved.add(variable);
    }

    /** Reads the words behind {@code acl}. */
    void define(List<String> words, NotedLine line) {
        if (words.size() < 2) {
            line.is(Line.State.WRONG, Text.of("an acl needs a name and a test", "une acl demande un nom et un test"));
            return;
        }
        line.is(Line.State.UNDERSTOOD);
        read(byName.computeIfAbsent(words.getFirst(), _ -> new Acl()), words.subList(1, words.size()), line);
    }

    /** Reads the words from {@code if} or {@code unless} on; none is no condition. */
    Condition condition(List<String> words, NotedLine line) {
        if (words.isEmpty()) {
            return Condition.NONE;
        }
        List<List<Condition.Operand>> alternatives = new ArrayList<>();
        List<Condition.Operand> all = new ArrayList<>();
        boolean negated = false;
        for (int at = 1; at < words.size(); at++) {
            String word = words.get(at);
            while (word.startsWith("!")) {
                negated = !negated;
                word = word.substring(1);
            }
            if (word.equals("or") || word.equals("||")) {
                alternatives.add(all);
                all = new ArrayList<>();
            } else if (word.equals("{")) {
                int end = words.subList(at, words.size()).indexOf("}");
                int close = end < 0 ? words.size() : at + end;
                Acl acl = new Acl();
                read(acl, words.subList(at + 1, close), line);
                all.add(new Condition.Operand(acl, negated));
                at = close;
                negated = false;
            } else if (!word.isEmpty()) {
                all.add(new Condition.Operand(named(word, line), negated));
                negated = false;
            }
        }
        alternatives.add(all);
        return new Condition(alternatives, words.getFirst().equals("unless"));
    }

    private Acl named(String name, NotedLine line) {
        Optional<Acl> found = Optional.ofNullable(byName.get(name)).or(() -> predefined(name));
        if (found.isEmpty()) {
            line.is(
                    Line.State.WRONG,
                    Text.of(
                            "it names an acl that its section does not define above it: %s",
                            "elle nomme une acl que sa section ne définit pas plus haut : %s", name));
        }
        return found.orElseGet(() -> new Acl().add(new Acl.Fixed(Between.UNKNOWN)));
    }

    private static Optional<Acl> predefined(String name) {
        Optional<Acl.Test> test = switch (name) {
            case "TRUE", "WAIT_END" -> Optional.of(new Acl.Fixed(Between.ALWAYS));
            case "FALSE" -> Optional.of(new Acl.Fixed(Between.NEVER));
            case "HTTP" -> Optional.of(new Acl.Begins(OF_HTTP));
            case "REQ_CONTENT" -> Optional.of(new Acl.Begins(EnumSet.allOf(Opening.class)));
            case "METH_CONNECT" -> Optional.of(new Acl.Connects());
            case "LOCALHOST",
                    "HTTP_1.0",
                    "HTTP_1.1",
                    "HTTP_2.0",
                    "HTTP_CONTENT",
                    "HTTP_URL_ABS",
                    "HTTP_URL_SLASH",
                    "HTTP_URL_STAR",
                    "METH_DELETE",
                    "METH_GET",
                    "METH_HEAD",
                    "METH_OPTIONS",
                    "METH_POST",
                    "METH_PUT",
                    "METH_TRACE",
                    "RDP_COOKIE" -> Optional.of(new Acl.Fixed(Between.UNKNOWN));
            default -> Optional.empty();
        };
        return test.map(new Acl()::add);
    }

    private void read(Acl acl, List<String> words, NotedLine line) {
        String[] parts = words.isEmpty() ? new String[] {""} : words.getFirst().split(",", -1);
        String fetch = parts[0];
        Set<String> converters = Set.copyOf(List.of(parts).subList(1, parts.length));
        Optional<AclValues> read = AclValues.read(words.subList(Math.min(1, words.size()), words.size()), files, line);
        if (read.isEmpty()) {
            acl.addUnclear(line);
            return;
        }
        AclValues values = read.get();
        Matcher host = HOST_HEADER.matcher(fetch);
        Matcher variable = VARIABLE.matcher(fetch);
        if (SERVER_NAME.matcher(fetch).matches() && Set.of("lower").containsAll(converters)) {
            names(acl, values, Optional.empty(), converters, line).ifPresent(test -> acl.add(new Acl.ServerName(test)));
        } else if (host.matches() && Set.of("lower", "host_only").containsAll(converters)) {
            names(acl, values, Optional.ofNullable(host.group(3)), converters, line)
                    .ifPresent(test -> acl.add(new Acl.HostHeader(test, !converters.contains("host_only"))));
        } else if (fetch.matches("req[._]ssl_hello_type") && converters.isEmpty() && values.isOf("1")) {
            acl.add(new Acl.Begins(OF_TLS));
        } else if (fetch.equals("dst_port") && converters.isEmpty() && values.areNumbers()) {
            values.texts().forEach(text -> {
                String[] ends = text.split(":", -1);
                acl.add(new Acl.PortWithin(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
            });
        } else if (variable.matches() && resolved.contains(variable.group(1)) && values.isFound()) {
            acl.add(new Acl.Fixed(Between.ALWAYS));
            line.is(
                    Line.State.UNDERSTOOD,
                    Text.of(
                            "a name that the DNS does not know does not pass, whatever the list says",
                            "un nom que le DNS ne connaît pas ne passe pas, quoi que dise la liste"));
        } else if (OF_CIRCUMSTANCES.contains(fetch.replaceAll("\\(.*", ""))) {
            acl.add(new Acl.Fixed(Between.UNKNOWN));
        } else {
            line.is(
                    Line.State.IRRELEVANT,
                    Text.of("the test is not modelled: %s", "le test n'est pas modélisé : %s", fetch));
            acl.addUnclear(line);
        }
    }

    private static Optional<NameTest> names(
            Acl acl, AclValues values, Optional<String> ending, Set<String> converters, NotedLine line) {
        String method = values.method().or(() -> ending).orElse("str");
        if (!NameTest.METHODS.contains(method)) {
            line.is(
                    Line.State.IRRELEVANT,
                    Text.of("the comparison is not modelled: %s", "la comparaison n'est pas modélisée : %s", method));
            acl.addUnclear(line);
            return Optional.empty();
        }
        NameTest test = new NameTest(method, values.ignoresCase(), converters.contains("lower"));
        for (AclValues.Value value : values.values()) {
            Optional<NameTest.Value> added = test.add(value.text());
            if (added.isEmpty()) {
                value.line()
                        .is(
                                Line.State.IRRELEVANT,
                                Text.of("the value is not modelled", "la valeur n'est pas modélisée"));
                acl.addUnclear(value.line());
            }
            added.ifPresent(found -> {
                found.remark()
                        .ifPresentOrElse(
                                remark -> value.line().is(Line.State.UNDERSTOOD, remark),
                                () -> value.line().is(Line.State.UNDERSTOOD));
                if (found.names() != NameSet.none()) {
                    acl.mention(value.line(), found.names());
                }
            });
        }
        return Optional.of(test);
    }
}
