package org.sallyport.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sallyport.check.NameServers;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Line;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Explanation;
import org.sallyport.core.site.Rule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code explain}: why a name passes, or why it does not; for an address, whether it belongs to the site. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says whether a name passes, by which rule of which document, and on which device.",
            "For a denied name: the nearest rule, and why it does not match.",
            "For an address, as a firewall log shows it: which name of the site has it now, and whether its reverse name is"
                    + " expected. Name servers are asked for that; exit status 1 where the address is not expected."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport explain examples/acme-paris.yaml d1.sophosupd.com",
            "  sallyport explain examples/acme-paris.yaml evilsophosupd.com:80 --device edge",
            "  sallyport explain examples/acme-paris.yaml 203.0.113.9 --resolver 10.0.0.53"
        })
final class ExplainCommand implements Callable<Integer> {

    private static final int SECONDS = 10;

    @ParentCommand
    private Sallyport sallyport;

    @Parameters(index = "0", paramLabel = "SITE", description = "Site file.")
    private Path site;

    @Parameters(
            index = "1",
            paramLabel = "HOST[:PORT]",
            description = "The name or the address, and the port if it is not 443.")
    private String question;

    @Option(names = "--device", paramLabel = "NAME", description = "Answer for this device of the site only.")
    private Optional<String> deviceName = Optional.empty();

    @Mixin
    private Resolvers resolvers;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description = "Time for the look-ups about an address; default 10.")
    private Optional<Integer> time = Optional.empty();

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; default ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() throws InterruptedException {
        Session session = sallyport.session();
        CatalogFolder catalogs = sallyport.catalogs();
        SiteFiles files = SiteFiles.read(site, catalogs);
        if (files.folder()) {
            throw new InputException(
                    Text.of("%s is a folder", "%s est un dossier", site),
                    Text.of("name one site file", "nommez un fichier de site"));
        }
        if (AddressPort.isMeant(question)) {
            return address(
                    AddressPort.parse(question), files.planned().getFirst().allowlist());
        }
        int colon = question.lastIndexOf(':');
        Port port = colon < 0 ? Port.HTTPS : Port.parse(question.substring(colon + 1));
        HostName host = HostName.parse(colon < 0 ? question : question.substring(0, colon));
        if (resolvers.areNamed() || time.isPresent()) {
            throw new InputException(
                    Text.of("a name is not looked up", "un nom n'est pas cherché dans le DNS"),
                    Text.of("leave --resolver and --time out", "retirez --resolver et --time"));
        }
        Allowlist allowlist = files.planned().getFirst().allowlist();
        Catalogs known = catalogs.catalogs();
        Explanation explanation = Explanation.of(allowlist, known, host, port);
        List<DeviceText.Answer> answers = devices(allowlist).stream()
                .map(device -> DeviceText.of(allowlist, device).answer(host, port))
                .toList();
        switch (format) {
            case TABLE -> print(session, known, explanation, answers);
            case CSV -> devices(session, answers).printCsv(session);
            case JSON -> session.printRaw(Json.write(json(explanation, answers)));
        }
        boolean passes = deviceName.isEmpty()
                ? explanation.verdict().isAllowed()
                : answers.stream().allMatch(DeviceText.Answer::passes);
        return passes ? Session.YES : Session.NO;
    }

    private int address(AddressPort asked, Allowlist allowlist) throws InterruptedException {
        if (deviceName.isPresent()) {
            throw new InputException(
                    Text.of("an address is in no device's list", "une adresse n'est dans la liste d'aucun équipement"),
                    Text.of("leave --device out", "retirez --device"));
        }
        int seconds = time.orElse(SECONDS);
        CheckCommand.positive("--time", seconds);
        NameServers servers = resolvers.nameServers();
        AddressQuestion question =
                new AddressQuestion(sallyport.session(), sallyport.catalogs().catalogs(), allowlist, asked);
        return question.answer(servers, Duration.ofSeconds(seconds), format);
    }

    private List<Device> devices(Allowlist allowlist) {
        if (deviceName.isEmpty()) {
            return allowlist.site().devices();
        }
        return List.of(allowlist
                .site()
                .device(Id.parse(deviceName.get()))
                .orElseThrow(() -> new InputException(
                        Text.of(
                                "the site has no device \"%s\"",
                                "le site n'a pas d'équipement « %s »", deviceName.get()),
                        Text.of(
                                "its devices are: %s",
                                "ses équipements sont : %s",
                                String.join(
                                        ", ",
                                        allowlist.site().devices().stream()
                                                .map(device -> device.name().value())
                                                .toList())))));
    }

    private void print(Session session, Catalogs catalogs, Explanation explanation, List<DeviceText.Answer> answers) {
        boolean allowed = explanation.verdict().isAllowed();
        String name = explanation.host() + ":" + explanation.port();
        String verdict = session.in(explanation.verdict().text());
        session.print(name + ": " + (allowed ? session.good(verdict) : session.bad(verdict)));
        for (Rule rule : explanation.rules()) {
            session.print(Text.same("  ").then(RuleText.line(catalogs, rule)));
        }
        explanation.nearest().ifPresent(miss -> {
            session.print(Text.of("  nearest: ", "  la plus proche : ").then(RuleText.line(catalogs, miss.rule())));
            session.print(Text.same("  ").then(miss.why()));
        });
        if (!answers.isEmpty()) {
            devices(session, answers).print(session);
        }
    }

    private static Table devices(Session session, List<DeviceText.Answer> answers) {
        Table table = new Table(
                Text.of("device", "équipement"),
                Text.of("target", "cible"),
                Text.of("verdict", "verdict"),
                Text.of("line", "ligne"));
        for (DeviceText.Answer answer : answers) {
            table.row(
                    answer.device().name(),
                    answer.device().target(),
                    answer.passes()
                            ? session.good(session.in(Text.of("passes", "passe")))
                            : session.bad(session.in(Text.of("does not pass", "ne passe pas"))),
                    answer.line().map(Line::place).orElse(""));
        }
        return table;
    }

    private static Map<String, Object> json(Explanation explanation, List<DeviceText.Answer> answers) {
        Map<String, Object> json = Json.object();
        json.put("host", explanation.host().value());
        json.put("port", explanation.port().toString());
        json.put("verdict", explanation.verdict().isAllowed() ? "allowed" : "denied");
        json.put("required", Json.lower(explanation.verdict()));
        explanation.rules().stream().findFirst().ifPresent(rule -> json.put("rule", Json.rule(rule)));
        json.put("rules", explanation.rules().stream().map(Json::rule).toList());
        explanation.nearest().ifPresent(miss -> {
            Map<String, Object> nearest = Json.rule(miss.rule());
            nearest.put("why", miss.why().english());
            json.put("nearest", nearest);
        });
        List<Object> devices = new ArrayList<>();
        for (DeviceText.Answer answer : answers) {
            Map<String, Object> device = Json.object();
            device.put("device", answer.device().name().value());
            device.put("target", answer.device().target().value());
            device.put("passes", answer.passes());
            answer.line().ifPresent(line -> device.put("line", line.place()));
            devices.add(device);
        }
        json.put("devices", devices);
        return json;
    }
}
