package org.sallyport.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.sallyport.check.AddressLookup;
import org.sallyport.check.AddressLookup.Lead;
import org.sallyport.check.Fault;
import org.sallyport.check.NameServers;
import org.sallyport.check.Sinkhole;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Explanation;
import org.sallyport.core.site.ReverseName;
import org.sallyport.core.site.ReverseName.Standing;
import org.sallyport.core.site.Rule;

/** Whether an address, as a firewall log shows it, belongs to a site: what {@code explain} answers about an address. */
record AddressQuestion(Session session, Catalogs catalogs, Allowlist allowlist, AddressPort asked) {

    /** Look-ups at the same time. */
    private static final int AT_ONCE = 32;

    /**
     * Asks, and prints what follows.
     *
     * @param time for all look-ups
     * @return the exit status
     */
    int answer(NameServers servers, Duration time, Format format) throws InterruptedException {
        AddressAnswer answer = find(servers, time);
        switch (format) {
            case TABLE -> print(answer);
            case CSV -> table(answer).printCsv(session);
            case JSON -> session.printRaw(Json.write(json(answer)));
        }
        remarks(answer).forEach(session::tell);
        return answer.verdict().isExpected() ? Session.YES : Session.NO;
    }

    private AddressAnswer find(NameServers servers, Duration time) throws InterruptedException {
        Port port = asked.port().orElse(Port.HTTPS);
        List<HostName> candidates = allowlist.rules().stream()
                .filter(rule -> rule.host() instanceof HostPattern.Exact)
                .map(rule -> rule.host().suffix())
                .distinct()
                .toList();
        AtomicInteger done = new AtomicInteger();
        AddressLookup.Found found = new AddressLookup(servers, AT_ONCE, time)
                .of(
                        asked.address(),
                        candidates,
                        name -> session.progress(done.incrementAndGet(), candidates.size(), name.value()));
        session.endProgress();
        List<Explanation> names = found.candidates().stream()
                .filter(Lead::arrives)
                .map(lead -> Explanation.of(allowlist, catalogs, lead.name(), port))
                .toList();
        List<AddressAnswer.Reverse> reverse = found.back().stream()
                .map(lead -> new AddressAnswer.Reverse(
                        ReverseName.of(allowlist, catalogs, SharedSuffixes::known, lead.name(), port), lead))
                .toList();
        return new AddressAnswer(asked, port, found, names, reverse);
    }

    private void print(AddressAnswer answer) {
        String verdict = session.in(answer.verdict().text());
        session.print(asked.at(answer.port()) + ": "
                + (answer.verdict().isExpected() ? session.good(verdict) : session.bad(verdict)));
        for (Explanation name : answer.names()) {
            session.print(Text.of("  %s has this address now", "  %s a maintenant cette adresse", name.host()));
            rules(name.rules());
            if (!name.verdict().isAllowed()) {
                session.print(Text.same("    ").then(name.why()));
            }
        }
        for (AddressAnswer.Reverse one : answer.reverse()) {
            session.print(Text.of(
                            "  its reverse name is %s: ",
                            "  son nom inverse est %s : ", one.name().name())
                    .then(one.way()));
            switch (one.name().standing()) {
                case Standing.Allowed allowed -> rules(allowed.rules());
                case Standing.Expected expected ->
                    session.print(Text.same("    ").then(document(expected)));
                case Standing.Shared shared -> {}
                case Standing.Foreign foreign -> {}
            }
            session.print(Text.same("    ").then(one.name().why()));
        }
    }

    private void rules(List<Rule> rules) {
        rules.forEach(rule -> session.print(Text.same("    ").then(RuleText.line(catalogs, rule))));
    }

    private static Text document(Standing.Expected expected) {
        return Text.same(expected.by().catalog().vendor() + ", ")
                .then(RuleText.place(
                        expected.by().catalog(), expected.by().advice().from()))
                .then(Text.of(": ", " : "))
                .then(expected.by().advice().text());
    }

    private Table table(AddressAnswer answer) {
        Table table = new Table(
                Text.of("address", "adresse"),
                Text.of("verdict", "verdict"),
                Text.of("name", "nom"),
                Text.of("found", "trouvé"),
                Text.of("leads to it", "y mène"),
                Text.of("standing", "statut"),
                Text.of("why", "raison"));
        String address = asked.at(answer.port());
        String verdict = Json.lower(answer.verdict());
        for (Explanation name : answer.names()) {
            table.row(
                    address,
                    verdict,
                    name.host(),
                    "site",
                    "yes",
                    name.verdict().isAllowed() ? "allowed" : "denied",
                    session.in(name.why()));
        }
        for (AddressAnswer.Reverse one : answer.reverse()) {
            table.row(
                    address,
                    verdict,
                    one.name().name(),
                    "reverse",
                    one.back().fault().map(Fault::toString).orElse(one.back().arrives() ? "yes" : "no"),
                    standing(one),
                    session.in(one.name().why()));
        }
        if (table.isEmpty()) {
            table.row(
                    address,
                    verdict,
                    "",
                    "",
                    "",
                    "",
                    session.in(answer.verdict().text()));
        }
        return table;
    }

    private static String standing(AddressAnswer.Reverse one) {
        return switch (one.name().standing()) {
            case Standing.Allowed allowed -> "allowed";
            case Standing.Expected expected -> "expected";
            case Standing.Shared shared -> "shared";
            case Standing.Foreign foreign -> "foreign";
        };
    }

    /** What an administrator has to know before relying on the answer. */
    private List<Text> remarks(AddressAnswer answer) {
        List<Text> remarks = new ArrayList<>();
        if (Sinkhole.is(asked.address())) {
            remarks.add(Text.of(
                    "this is an address of no server; filters answer with such ones for names that they block",
                    "cette adresse n'est celle d'aucun serveur ; des filtres répondent ainsi pour les noms qu'ils"
                            + " bloquent"));
        }
        answer.found()
                .reverse()
                .fault()
                .ifPresent(fault -> remarks.add(Text.of(
                                "its reverse name could not be looked up: ",
                                "son nom inverse n'a pas pu être trouvé : ")
                        .then(fault.seen())));
        if (answer.found().reverse().left() > 0) {
            remarks.add(Text.of(
                    "reverse names left out, because they are no host names or too many: %s",
                    "noms inverses omis, parce qu'ils ne sont pas des noms d'hôte ou sont trop nombreux : %s",
                    answer.found().reverse().left()));
        }
        Map<Fault, Integer> open = new TreeMap<>();
        answer.found()
                .candidates()
                .forEach(lead -> lead.fault().ifPresent(fault -> open.merge(fault, 1, Integer::sum)));
        open.forEach((fault, times) -> remarks.add(Text.of(
                        "%s of the site's %s names could not be looked up: ",
                        "%s des %s noms du site n'ont pas pu être trouvés : ",
                        times,
                        answer.found().candidates().size())
                .then(fault.seen())));
        if (answer.found().isOpen()) {
            remarks.add(Text.of(
                    "ask again with more --time, or name a name server that answers with --resolver",
                    "redemandez avec plus de --time, ou nommez avec --resolver un serveur DNS qui répond"));
        }
        long stars = allowlist.rules().stream()
                .map(Rule::host)
                .filter(HostPattern::isWildcard)
                .distinct()
                .count();
        if (!answer.verdict().isExpected() && stars > 0) {
            remarks.add(Text.of(
                    "%s entries of the site have a star and cannot be looked up; a name below them could have this"
                            + " address",
                    "%s entrées du site ont une étoile et n'ont pas d'adresse ; un nom au-dessous pourrait avoir"
                            + " celle-ci",
                    stars));
        }
        return remarks.stream().map(text -> text.about(asked.literal())).toList();
    }

    private static Map<String, Object> json(AddressAnswer answer) {
        Map<String, Object> json = Json.object();
        json.put("address", answer.asked().literal());
        json.put("port", answer.port().toString());
        json.put("verdict", Json.lower(answer.verdict()));
        json.put("expected", answer.verdict().isExpected());
        json.put("names", answer.names().stream().map(AddressQuestion::json).toList());
        json.put("reverse", answer.reverse().stream().map(AddressQuestion::json).toList());
        json.put(
                "reverse_fault",
                answer.found().reverse().fault().map(Fault::toString).orElse(""));
        json.put("reverse_left_out", answer.found().reverse().left());
        json.put("looked_up", answer.found().candidates().size());
        Map<String, Object> open = Json.object();
        answer.found()
                .candidates()
                .forEach(lead ->
                        lead.fault().ifPresent(fault -> open.put(lead.name().value(), fault.toString())));
        json.put("not_known", open);
        return json;
    }

    private static Map<String, Object> json(Explanation name) {
        Map<String, Object> json = Json.object();
        json.put("name", name.host().value());
        json.put("verdict", name.verdict().isAllowed() ? "allowed" : "denied");
        name.rules().stream().findFirst().ifPresent(rule -> json.put("rule", Json.rule(rule)));
        return json;
    }

    private static Map<String, Object> json(AddressAnswer.Reverse one) {
        Map<String, Object> json = Json.object();
        json.put("name", one.name().name().value());
        json.put("leads_back", one.back().arrives());
        json.put("fault", one.back().fault().map(Fault::toString).orElse(""));
        json.put("standing", standing(one));
        json.put("expected", one.name().isExpected());
        json.put("why", one.name().why().english());
        switch (one.name().standing()) {
            case Standing.Allowed(List<Rule> rules) -> json.put("rule", Json.rule(rules.getFirst()));
            case Standing.Expected(var by) -> {
                json.put("vendor", by.catalog().vendor().value());
                json.put("document", by.advice().from().document().value());
                json.put("line", by.advice().from().line());
                json.put("advice", by.advice().text().english());
            }
            case Standing.Shared(HostName suffix) -> json.put("suffix", suffix.value());
            case Standing.Foreign foreign -> {}
        }
        return json;
    }
}
