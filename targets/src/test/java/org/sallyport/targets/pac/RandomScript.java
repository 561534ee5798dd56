package org.sallyport.targets.pac;

import java.util.List;
import java.util.Random;

/** PAC files made of what people write into them, at random. */
final class RandomScript {

    private static final List<String> HOSTS = List.of("host", "host", "h", "h");
    private static final List<String> TESTS = List.of(
            "%s == \"a.example.com\"",
            "\"b.example.com\" === %s",
            "%s != \"a.example.com\"",
            "%s === \"A.example.com\"",
            "dnsDomainIs(%s, \".example.com\")",
            "dnsDomainIs(%s, \"example.com\")",
            "dnsDomainIs(%s, \"e.com\")",
            "shExpMatch(%s, \"*.example.com\")",
            "shExpMatch(%s, \"a*.example.*\")",
            "shExpMatch(%s, \"?.example.com\")",
            "localHostOrDomainIs(%s, \"a.example.com\")",
            "isPlainHostName(%s)",
            "/^a[a-z0-9_-]*\\.example\\.com$/.test(%s)",
            "/example/.test(%s)",
            "/(^|\\.)EXAMPLE\\.(com|net)$/i.test(%s)",
            "/^(?:a|b)+\\./.test(%s)",
            "%s.indexOf(\"example\")",
            "%s.indexOf(\"example\") != -1",
            "%s.indexOf(\"a\") == 0",
            "0 < %s.indexOf(\".\")",
            "-1 >= %s.indexOf(\"b\")",
            "%s.search(/ample/) >= 0",
            "%s.match(/\\.net$/)",
            "%s.endsWith(\".net\")",
            "%s.startsWith(\"a.\")",
            "%s.includes(\"b\")",
            "%s.substring(0, 2) == \"a.\"",
            "%s.length > 11",
            "%s",
            "isInNet(%s, \"10.0.0.0\", \"255.0.0.0\")",
            "weekdayRange(\"MON\", %s)",
            "dnsResolve(%s) == \"192.0.2.1\"",
            "missing == %s",
            "true",
            "false",
            "flag",
            "answer == \"DIRECT\"",
            "shExpMatch(url, \"*example*\")");
    private static final List<String> ANSWERS = List.of(
            "\"DIRECT\"",
            "\"PROXY blocked.test:1\"",
            "'PROXY a.test:1; DIRECT'",
            "answer",
            "GLOBAL",
            "\"PRO\" + 'XY a.test:1'",
            "flag ? \"DIRECT\" : answer");

    private final Random random;

    RandomScript(long seed) {
        this.random = new Random(seed);
    }

    String text() {
        StringBuilder text = new StringBuilder("""
                var GLOBAL = "PROXY blocked.test:1";
                function FindProxyForURL(url, host) {
                  var h = host.toLowerCase().replace(/\\.$/, ""), answer = "DIRECT", flag = false
                """);
        for (int statements = 1 + random.nextInt(5); statements > 0; statements--) {
            text.append(statement(2));
        }
        return text.append("  return ")
                .append(one(List.of("\"PROXY blocked.test:1\"", "GLOBAL", "'proxy  blocked.test:1;'")))
                .append("\n}\n")
                .toString();
    }

    private String statement(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 9)) {
            case 0, 1 -> "return " + one(ANSWERS) + ";\n";
            case 2 -> "answer = " + one(List.of("\"DIRECT\"", "GLOBAL", "\"PROXY a.test:1\"")) + "\n";
            case 3 -> "flag = " + condition(1) + ";\n";
            case 4 -> "if (" + condition(2) + ") {\n" + statement(depth - 1) + statement(depth - 1) + "}\n";
            case 5 ->
                "if (" + condition(2) + ")\n" + statement(depth - 1) + "else if (" + condition(1) + ") "
                        + statement(depth - 1) + "else {" + statement(depth - 1) + "}\n";
            default -> "if (" + condition(2) + ") return " + one(ANSWERS) + "\n";
        };
    }

    private String condition(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(6)) {
            case 1 -> "!(" + condition(depth - 1) + ")";
            case 2 -> condition(depth - 1) + " || " + condition(depth - 1);
            case 3 -> condition(depth - 1) + " && " + condition(depth - 1);
            case 4 -> "(" + condition(depth - 1) + ") && " + condition(depth - 1) + " || " + condition(depth - 1);
            default -> one(TESTS).formatted(one(HOSTS));
        };
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
