package org.sallyport.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sallyport.core.Text;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Rule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plan}: the allowlist of a site, each rule with its reason and with what devices must and may do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the allowlist of a site: host, ports, feature, document and line.",
            "The last two columns say what a device that takes wildcards must or may let through, and one that does not."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport plan examples/acme-paris.yaml",
            "  sallyport plan examples --format csv > allowlists.csv"
        })
final class PlanCommand implements Callable<Integer> {

    @ParentCommand
    private Sallyport sallyport;

    @Parameters(paramLabel = "SITE", description = "Site file, or a folder of them.")
    private Path site;

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; default ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() {
        Session session = sallyport.session();
        SiteFiles files = SiteFiles.read(site, sallyport.catalogs());
        switch (format) {
            case TABLE -> {
                for (SiteFiles.Planned planned : files.planned()) {
                    if (files.folder()) {
                        session.print(planned.allowlist().site().name() + ":");
                    }
                    table(planned.allowlist(), false).print(session);
                }
            }
            case CSV -> {
                Table all = heading(true);
                files.planned().forEach(planned -> rows(all, planned.allowlist(), true));
                all.printCsv(session);
            }
            case JSON -> {
                List<Object> sites = new ArrayList<>();
                files.planned().forEach(planned -> sites.add(json(planned.allowlist())));
                session.printRaw(Json.write(
                        files.folder()
                                ? Map.of(
                                        "sites",
                                        sites,
                                        "errors",
                                        files.errors().stream().map(Json::error).toList())
                                : sites.getFirst()));
            }
        }
        for (SiteFiles.Planned planned : files.planned()) {
            planned.allowlist().remarks().forEach(session::tell);
        }
        return files.finish(session, Session.YES);
    }

    private static Table table(Allowlist allowlist, boolean withSite) {
        Table table = heading(withSite);
        rows(table, allowlist, withSite);
        return table;
    }

    private static Table heading(boolean withSite) {
        List<Text> titles = new ArrayList<>();
        if (withSite) {
            titles.add(Text.of("site", "site"));
        }
        titles.addAll(List.of(
                Text.of("host", "hôte"),
                Text.of("ports", "ports"),
                Text.of("feature", "fonction"),
                Text.of("from", "origine"),
                Text.of("wildcards", "avec étoiles"),
                Text.of("names only", "noms seuls")));
        return new Table(titles.toArray(Text[]::new));
    }

    private static void rows(Table table, Allowlist allowlist, boolean withSite) {
        for (Rule rule : allowlist.rules()) {
            List<Object> cells = new ArrayList<>();
            if (withSite) {
                cells.add(allowlist.site().name());
            }
            cells.addAll(List.of(
                    rule.host(),
                    rule.ports(),
                    rule.reason().feature(),
                    rule.reason(),
                    bound(allowlist, rule, true),
                    bound(allowlist, rule, false)));
            table.row(cells.toArray());
        }
    }

    private static Map<String, Object> json(Allowlist allowlist) {
        List<Object> rules = new ArrayList<>();
        for (Rule rule : allowlist.rules()) {
            Map<String, Object> json = Json.rule(rule);
            json.put("wildcards", bound(allowlist, rule, true));
            json.put("names_only", bound(allowlist, rule, false));
            rules.add(json);
        }
        Map<String, Object> json = Json.object();
        json.put("site", allowlist.site().name().value());
        json.put("rules", rules);
        json.put("remarks", allowlist.remarks().stream().map(Text::english).toList());
        return json;
    }

    private static String bound(Allowlist allowlist, Rule rule, boolean wildcards) {
        return allowlist.isRequired(rule, wildcards) ? "must" : "may";
    }
}
