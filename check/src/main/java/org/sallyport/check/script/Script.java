package org.sallyport.check.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import org.sallyport.check.Aim;
import org.sallyport.check.Aims;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Check;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.SharedSuffixes;

/**
 * The check of a site, to be run where nothing is installed. Its text is a head that says what it is, the servers as
 * data, and code that is the same for every site; it prints one line of JSON a server, which {@link Results} reads. The
 * same input gives the same text. Immutable.
 *
 * @param patience for each rung
 * @param serversHere whether an address of the machine itself can be that of a server; a filter of DNS answers with it
 */
public record Script(Id site, List<Aim> aims, Duration patience, boolean serversHere) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String NEEDS_OF_BASH = """
            # Run it:  bash FILE > result.jsonl
            # Then:    sallyport check SITE --read result.jsonl
            #
            # It needs bash 4, the coreutils and getent. With openssl, it tries TLS as well; without it, the result says that TLS
            # was not tried. Names are looked up as any program of this machine does, by its hosts file and its name servers:
            # whether a name does not exist or is refused is then not told apart.
            """;

    private static final String NEEDS_OF_POWERSHELL = """
            # Run it:  powershell -NoProfile -ExecutionPolicy Bypass -File FILE -Out result.jsonl
            # Then:    sallyport check SITE --read result.jsonl
            #
            # It needs Windows PowerShell 5.1 or PowerShell 7, without a module and without an administrator's rights.
            # Names are looked up as any program of this machine does, by its hosts file and its name servers: whether a name
            # does not exist or is refused is then not told apart.
            """;

    // before anything that another shell would stumble over
    private static final String ONLY_BASH = """
            [ -n "${BASH_VERSION-}" ] || { echo "run this script with bash" >&2; exit 2; }

            """;

    public Script {
        aims = List.copyOf(aims);
        if (patience.toMillis() < 1 || patience.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(patience + " is no time for a rung");
        }
    }

    /** What a site must reach, for any machine of it. */
    public static Script of(Id site, Aims aims) {
        return new Script(site, aims.list(), PATIENCE, false);
    }

    /** The script's text: ASCII, with the line ends that the shell's system has. */
    public String in(Shell shell) {
        return switch (shell) {
            case BASH -> "#!/usr/bin/env bash\n" + head(NEEDS_OF_BASH) + ONLY_BASH + bashData() + code("climb.bash");
            case POWERSHELL ->
                (head(NEEDS_OF_POWERSHELL) + "param([string] $Out = '')\n\n" + powerShellData() + code("climb.ps1"))
                        // who reads it before running it may have an editor that knows no other
                        .replace("\n", "\r\n");
        };
    }

    private String head(String needs) {
        return String.format(Locale.ROOT, """
                # Tries from this machine whether it reaches what the site %s must reach: %d servers, by DNS, TCP, TLS and HTTP.
                # Written by Sallyport.
                #
                %s#
                # It changes nothing on this machine, needs no proxy and uses none, and sends nothing but what the lines below name.
                # Certificates are judged by the authorities of this system. Where an administrator has added the authority that
                # inspects TLS, a server behind it is told as reached; the result names the issuer of each certificate.
                #
                # Exit status: 0 every server is reached as far as it was tried; 1 one is not; 2 the script cannot run here.

                """, site, aims.size(), needs);
    }

    private String bashData() {
        StringBuilder data = new StringBuilder("site=" + Shell.BASH.quoted(site.value()) + "\n"
                + "limit=" + patience.toMillis() + " # milliseconds for each step\n"
                + "servers_here=" + (serversHere ? "yes" : "no")
                + " # whether an address of this machine is that of a server\n\n"
                + "# host, port, what is spoken, what is asked for, what the answer contains, who owns the name\n"
                + "aims=(\n");
        for (Aim aim : aims) {
            data.append("  ").append(fields(aim, Shell.BASH, " ")).append('\n');
        }
        return data.append(")\n\n").toString();
    }

    private String powerShellData() {
        StringBuilder data = new StringBuilder("$site = " + Shell.POWERSHELL.quoted(site.value()) + "\n"
                + "$limit = " + patience.toMillis() + " # milliseconds for each step\n"
                + "$serversHere = $" + serversHere + " # whether an address of this machine is that of a server\n\n"
                + "# host, port, what is spoken, what is asked for, what the answer contains, who owns the name\n"
                + "$aims = @(\n");
        for (Aim aim : aims) {
            data.append("    , @(").append(fields(aim, Shell.POWERSHELL, ", ")).append(")\n");
        }
        return data.append(")\n\n").toString();
    }

    private static String fields(Aim aim, Shell shell, String between) {
        StringJoiner fields = new StringJoiner(between);
        fields.add(shell.quoted(aim.host().value()));
        fields.add(String.valueOf(aim.port().number()));
        fields.add(shell.quoted(aim.speech().name().toLowerCase(Locale.ROOT)));
        fields.add(shell.quoted(aim.request().isPresent() ? aim.path() : ""));
        fields.add(shell.quoted(aim.request()
                .flatMap(Check.Request::answer)
                .map(Check.Answer::contains)
                .map(Script::bare)
                .orElse("")));
        fields.add(shell.quoted(
                SharedSuffixes.known().owned(aim.host()).map(HostName::value).orElse("")));
        return fields.toString();
    }

    /** As the script compares it: no blanks, quotes and zero octets, and ASCII in small letters. */
    private static String bare(String text) {
        StringBuilder bare = new StringBuilder();
        text.replaceAll("[\\s\"\0]", "").chars().forEach(c -> bare.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return bare.toString();
    }

    private static String code(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(name + " is part of the program", e);
        }
    }
}
