package org.sallyport.core.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.security.auth.x500.X500Principal;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Nearest;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;

/**
 * Reads site files, which {@code docs/schema/site.schema.json} describes. What a file names has to exist: vendors,
 * licences, regions, targets and their options. Immutable.
 */
public final class SiteYaml {

    static final int VERSION = 1;

    /** Of a reason or an option, in characters; devices limit their lines, most of them to a thousand or more. */
    private static final int LONGEST_LINE = 300;

    private final Catalogs catalogs;
    private final Map<String, Set<String>> targets;
    private final Supplier<SharedSuffixes> suffixes;

    /**
     * @param targets the options of every target, by the target's id
     * @param suffixes asked only where a site adds a wildcard of its own
     */
    public SiteYaml(Catalogs catalogs, Map<String, Set<String>> targets, Supplier<SharedSuffixes> suffixes) {
        this.catalogs = catalogs;
        this.targets = Map.copyOf(targets);
        this.suffixes = suffixes;
    }

    /**
     * Reads a site file.
     *
     * @param file the file's name for errors
     * @throws InputException where the text is no site file, with line, column and repair
     */
    public Site read(String file, String text) {
        YamlMap map = YamlValue.parse(file, text)
                .map(List.of("sallyport", "site", "vendors", "also", "devices", "inspection"));
        YamlValue version = map.get("sallyport");
        if (version.number() != VERSION) {
            throw version.expected(Text.of("version %s of site files", "la version %s des fichiers de site", VERSION));
        }
        Id name = map.get("site").as(Id::parse);
        List<Site.Subscription> vendors = new ArrayList<>();
        map.find("vendors")
                .map(YamlValue::map)
                .ifPresent(list ->
                        list.entries().forEach((vendor, value) -> vendors.add(subscription(list, vendor, value))));
        List<Site.Addition> also = new ArrayList<>();
        map.find("also").ifPresent(list -> list.list().forEach(value -> also.add(addition(value))));
        Map<Id, Device> devices = new LinkedHashMap<>();
        map.find("devices")
                .ifPresent(list -> list.list().forEach(value -> {
                    Device device = device(value);
                    if (devices.putIfAbsent(device.name(), device) != null) {
                        throw new InputException(
                                value.map().get("name").where(),
                                Text.of(
                                        "two devices are called \"%s\"",
                                        "deux équipements s'appellent « %s »", device.name()),
                                Text.of("give each its own name", "donnez à chacun son nom"));
                    }
                }));
        if (vendors.isEmpty() && also.isEmpty()) {
            throw new InputException(
                    map.value().where(),
                    Text.of("the site lets nothing through", "le site ne laisse rien passer"),
                    Text.of(
                            "name at least one vendor (known are: %s) or one entry under \"also\"",
                            "nommez au moins un fournisseur (sont connus : %s) ou une entrée sous « also »",
                            String.join(", ", catalogs.vendors())));
        }
        List<X500Principal> inspection = map.find("inspection")
                .map(list -> list.distinctList(SiteYaml::authority))
                .orElse(List.of());
        return new Site(name, vendors, also, List.copyOf(devices.values()), inspection);
    }

    private static X500Principal authority(String text) {
        try {
            return new X500Principal(text);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    Text.of("\"%s\" is not the name of an authority", "« %s » n'est pas le nom d'une autorité", text),
                    Text.of(
                            "write its subject as the certificate has it: CN=TLS Inspection, O=Acme",
                            "écrivez son sujet comme dans le certificat : CN=TLS Inspection, O=Acme"));
        }
    }

    private Site.Subscription subscription(YamlMap vendors, String name, YamlValue value) {
        Catalog catalog = catalogs.list().stream()
                .filter(c -> c.vendor().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        vendors.whereKey(name),
                        Text.of("unknown vendor \"%s\"", "fournisseur inconnu « %s »", name),
                        Nearest.repair(name, catalogs.vendors())));
        YamlMap map = value.map(List.of("licences", "regions", "servers"));
        List<String> licences =
                catalog.licences().map(Feature::id).map(Id::value).toList();
        List<String> regions = catalog.regions().stream().map(Id::value).toList();
        List<Id> chosen = map.get("licences")
                .distinctList(text ->
                        known(text, licences, Text.of("unknown licence \"%s\"", "licence inconnue « %s »", text)));
        Optional<List<Id>> narrowed = map.find("regions").map(list -> {
            List<Id> ids = list.distinctList(
                    text -> known(text, regions, Text.of("unknown region \"%s\"", "région inconnue « %s »", text)));
            if (ids.isEmpty()) {
                throw list.expected(Text.of(
                        "at least one region, or no such line for all of them",
                        "au moins une région, ou pas de telle ligne pour les avoir toutes"));
            }
            return ids;
        });
        List<HostName> servers = map.find("servers")
                .map(list -> list.distinctList(HostName::parse))
                .orElse(List.of());
        return new Site.Subscription(catalog.vendor(), chosen, narrowed, servers);
    }

    private Site.Addition addition(YamlValue value) {
        YamlMap map = value.map(List.of("host", "ports", "reason", "addresses"));
        HostPattern host = map.get("host").as(HostPattern::parse);
        if (host.isWildcard() && suffixes.get().isRegistry(host.suffix())) {
            throw new InputException(
                    map.get("host").where(),
                    Text.of(
                            "\"%s\" lets in everybody who registers a name there",
                            "« %s » laisse entrer quiconque y enregistre un nom", host),
                    Text.of("name the domains that are meant", "nommez les domaines visés"));
        }
        YamlValue ports = map.get("ports");
        String reason =
                reason(map.get("reason"), Text.of("why the name is let through", "pourquoi le nom est autorisé"));
        List<Port> list = ports.distinctList(Port::parse);
        if (list.isEmpty()) {
            throw ports.expected(Text.of("at least one port, as in [443]", "au moins un port, comme [443]"));
        }
        List<Network> addresses = map.find("addresses")
                .map(networks -> networks.distinctList(Network::parse))
                .orElse(List.of());
        return new Site.Addition(host, Ports.of(list), reason, value.where().line(), addresses);
    }

    private Device device(YamlValue value) {
        YamlMap map = value.map(List.of("name", "target", "wildcards", "inexpressible", "version", "options"));
        Id target = map.get("target")
                .as(text -> known(
                        text,
                        targets.keySet().stream().sorted().toList(),
                        Text.of("unknown target \"%s\"", "cible inconnue « %s »", text)));
        Map<String, String> options = new TreeMap<>();
        map.find("options")
                .ifPresent(found -> found.map(targets.getOrDefault(target.value(), Set.of()).stream()
                                .sorted()
                                .toList())
                        .entries()
                        .forEach((key, option) -> options.put(key, oneLine(option))));
        return new Device(
                map.get("name").as(Id::parse),
                target,
                map.find("wildcards").map(YamlValue::flag),
                map.find("inexpressible").map(SiteYaml::inexpressible).orElse(Inexpressible.FAIL),
                map.find("version").map(SiteYaml::oneLine),
                options);
    }

    private static Inexpressible inexpressible(YamlValue value) {
        if (!value.isMap()) {
            return new Inexpressible(new Inexpressible.Ruling(choice(value), ""), Map.of());
        }
        Map<HostPattern, Inexpressible.Ruling> entries = new LinkedHashMap<>();
        YamlMap map = value.map();
        map.entries().forEach((key, ruling) -> {
            HostPattern pattern;
            try {
                pattern = HostPattern.parse(key);
            } catch (InputException e) {
                throw e.at(map.whereKey(key));
            }
            YamlMap decided = ruling.map(List.of("choice", "reason"));
            String reason = reason(decided.get("reason"), Text.of("why this was chosen", "pourquoi ce choix"));
            Inexpressible.Choice choice = choice(decided.get("choice"));
            if (entries.putIfAbsent(pattern, new Inexpressible.Ruling(choice, reason)) != null) {
                throw new InputException(
                        map.whereKey(key),
                        Text.of("\"%s\" is ruled about twice", "« %s » est réglé deux fois", pattern),
                        Text.of("keep one of the two", "gardez l'un des deux"));
            }
        });
        return new Inexpressible(new Inexpressible.Ruling(Inexpressible.Choice.FAIL, ""), entries);
    }

    private static Inexpressible.Choice choice(YamlValue value) {
        for (Inexpressible.Choice choice : Inexpressible.Choice.values()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(value.text())) {
                return choice;
            }
        }
        throw value.expected(Text.of(
                "fail, widen or omit, or entries with a choice and a reason",
                "fail, widen ou omit, ou des entrées avec un choix et une raison"));
    }

    private static String reason(YamlValue value, Text expected) {
        if (value.text().isBlank()) {
            throw value.expected(expected);
        }
        return oneLine(value);
    }

    /**
     * Texts of a site end up in the comments of device files: a line break would end the comment, and a character that
     * turns the direction of writing would show another comment than there is.
     */
    private static String oneLine(YamlValue value) {
        String text = value.text();
        if (text.codePoints().anyMatch(SiteYaml::isCommand)) {
            throw value.expected(
                    Text.of("one line without control characters", "une ligne sans caractère de commande"));
        }
        if (text.length() > LONGEST_LINE) {
            throw value.expected(Text.of("at most %s characters", "au plus %s caractères", LONGEST_LINE));
        }
        return text;
    }

    private static boolean isCommand(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static Id known(String text, List<String> known, Text unknown) {
        if (!known.contains(text)) {
            throw new InputException(unknown, Nearest.repair(text, known));
        }
        return Id.parse(text);
    }
}
