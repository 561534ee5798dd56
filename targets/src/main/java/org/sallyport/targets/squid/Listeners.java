package org.sallyport.targets.squid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;

/**
 * The {@code http_port} and {@code https_port} lines, by what Squid does there with a tunnel. Source:
 * squid.conf.documented, tag http_port; clientHttpConnectionsOpen of client_side.cc of Squid 5.7. Used by one thread.
 */
final class Listeners {

    /** With one of these, the destination is not what the client asked a proxy for. */
    private static final Set<String> OTHER_MODES =
            Set.of("intercept", "tproxy", "transparent", "accel", "vhost", "vport", "act-as-origin", "allow-direct");

    private static final Set<String> BUMPING = Set.of("ssl-bump", "sslBump");
    private static final String GENERATE = "generate-host-certificates";

    private final List<ConfigText.Statement> bumping = new ArrayList<>();
    private boolean plain;
    private boolean generate = true;

    /** @return whether the line is understood */
    boolean read(ConfigText.Statement statement) {
        List<String> options =
                statement.values().stream().map(ConfigText.Word::text).toList();
        statement.is(Line.State.IRRELEVANT);
        boolean bumps = options.stream().anyMatch(BUMPING::contains);
        boolean certificate =
                options.stream().anyMatch(option -> option.startsWith("tls-cert=") || option.startsWith("cert="));
        if (options.stream().anyMatch(option -> OTHER_MODES.contains(option) || option.startsWith("defaultsite="))
                || (bumps && statement.directive().equals("https_port"))
                || (bumps && !certificate && generates(options))) {
            statement.is(
                    Line.State.NOT_SUPPORTED, Text.of("it can change what passes", "elle peut changer ce qui passe"));
            return false;
        }
        if (bumps && certificate) {
            bumping.add(statement);
            generate &= generates(options);
        } else {
            plain = true;
        }
        if (bumps && !certificate) {
            statement.is(
                    Line.State.IRRELEVANT,
                    Text.of(
                            "without tls-cert Squid starts and does not look into tunnels",
                            "sans tls-cert, Squid démarre et ne regarde pas dans les tunnels"));
        }
        return true;
    }

    private static boolean generates(List<String> options) {
        boolean generates = true;
        for (String option : options) {
            if (Stream.of("", "=on").anyMatch(end -> option.equals(GENERATE + end))) {
                generates = true;
            } else if (option.equals(GENERATE + "=off")) {
                generates = false;
            }
        }
        return generates;
    }

    /** Whether a tunnel can begin where ssl_bump is not asked; so it can where the text has no listener. */
    boolean somePlain() {
        return plain || bumping.isEmpty();
    }

    /** Whether a tunnel can begin where ssl_bump is asked; so it can where the text has no listener. */
    boolean someBumping() {
        return !plain || !bumping.isEmpty();
    }

    /** Whether all of them that ask ssl_bump make certificates. */
    boolean generate() {
        return generate && !bumping.isEmpty();
    }

    /** The lines at which ssl_bump is asked. */
    List<ConfigText.Statement> bumping() {
        return bumping;
    }
}
