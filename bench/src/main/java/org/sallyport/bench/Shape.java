package org.sallyport.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/**
 * Rules and names of the shape that vendors' pages have, the same at every run.
 *
 * <p>The page that this project began with has 65 names on 13 domains, with 9.4 letters a label and a wildcard in six
 * names. So here: about 3.5 rules a domain, some domains with one and some with a dozen; domains of made-up words under
 * 30 top-level domains, a third of them {@code .com}; hosts like {@code update}, {@code d3}, {@code cdn-eu-west-1} and
 * {@code live-terminal-us-east-2.prod}; three or four labels, now and then five; one rule in five a {@code *.}, half of
 * those for a whole domain. No globs.
 */
final class Shape {

    private static final String[] TOPS = {
        "com", "com", "com", "com", "com", "com", "com", "com", "com", "com", "com", "com", "net", "net", "net", "net",
        "org", "org", "io", "io", "de", "fr", "co.uk", "eu", "cloud", "app", "dev", "it", "es", "nl", "ch", "info",
        "com.au", "com.br", "co.jp", "tech", "online", "ca", "se", "us"
    };
    private static final String[] SYLLABLES = {
        "ba", "cor", "del", "en", "fi", "gra", "hex", "in", "jet", "kal", "lo", "mer", "nor", "op", "pra", "qui", "ros",
        "sol", "tan", "ul", "ver", "wex", "yor", "zan", "sta", "tri", "med", "net", "sec", "log"
    };
    private static final String[] SERVICES = {
        "www",
        "api",
        "cdn",
        "update",
        "download",
        "login",
        "static",
        "assets",
        "mail",
        "auth",
        "telemetry",
        "ocsp",
        "live-terminal",
        "cloudstation",
        "mcs",
        "upload",
        "events",
        "feedback",
        "support",
        "docs",
        "portal",
        "status"
    };
    private static final String[] REGIONS = {
        "eu-west-1", "eu-central-1", "us-east-1", "us-east-2", "us-west-2", "ap-southeast-1", "ca-central-1"
    };
    private static final String[] STAGES = {"prod", "hydra", "edge", "s3", "services", "api-upe"};

    private final Random random;
    private final List<HostPattern> rules;
    private final Set<String> domains = new LinkedHashSet<>();

    Shape(int size) {
        random = new Random(20261124L + size);
        Set<HostPattern> distinct = new LinkedHashSet<>();
        while (distinct.size() < size) {
            String domain = domain();
            domains.add(domain);
            int many = Math.min(60, 1 + (int) (-3.0 * Math.log(1 - random.nextDouble())));
            for (int i = 0; i < many && distinct.size() < size; i++) {
                distinct.add(HostPattern.parse(rule(domain)));
            }
        }
        rules = List.copyOf(distinct);
    }

    List<HostPattern> rules() {
        return rules;
    }

    /** Names that a rule matches, in random order; a star stands for one or two labels. */
    List<HostName> hits(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> switch (rules.get(random.nextInt(rules.size()))) {
                    case HostPattern.Exact(HostName name) -> name;
                    case HostPattern.Below(HostName base) ->
                        HostName.parse((random.nextInt(4) == 0 ? host() + "." : "") + label() + "." + base);
                    case HostPattern.Glob glob -> throw new AssertionError(glob);
                })
                .toList();
    }

    /**
     * Names that no rule matches: two in five on a domain without a rule, two in five another host on a domain with
     * rules, one in five with letters before the name of a rule.
     *
     * @param allowed tells which names a rule matches
     */
    List<HostName> misses(int count, Predicate<HostName> allowed) {
        List<String> known = List.copyOf(domains);
        List<HostName> names = new ArrayList<>();
        while (names.size() < count) {
            String name = switch (random.nextInt(5)) {
                case 0, 1 -> host() + "." + domain();
                case 2, 3 -> host() + "." + known.get(random.nextInt(known.size()));
                default -> "evil" + rules.get(random.nextInt(rules.size())).suffix();
            };
            HostName.tryParse(name).filter(allowed.negate()).ifPresent(names::add);
        }
        return names;
    }

    private String rule(String domain) {
        return switch (random.nextInt(10)) {
            case 0 -> "*." + domain;
            case 1 -> "*." + label() + "." + domain;
            default -> host() + "." + domain;
        };
    }

    private String host() {
        return switch (random.nextInt(6)) {
            case 0 -> label() + "." + pick(STAGES);
            case 1 -> label() + "." + pick(REGIONS);
            default -> label();
        };
    }

    private String label() {
        return switch (random.nextInt(5)) {
            case 0 -> pick(SERVICES);
            case 1 -> pick(SERVICES) + random.nextInt(100);
            case 2 -> pick(SERVICES) + "-" + pick(REGIONS);
            case 3 -> word();
            default -> "d" + random.nextInt(1000);
        };
    }

    private String domain() {
        return word() + (random.nextInt(3) == 0 ? "-" + word() : word()) + "." + pick(TOPS);
    }

    private String word() {
        return pick(SYLLABLES) + pick(SYLLABLES) + (random.nextInt(3) == 0 ? pick(SYLLABLES) : "");
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
