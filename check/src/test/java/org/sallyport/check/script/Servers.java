package org.sallyport.check.script;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.check.Aim;
import org.sallyport.check.Aims;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Check;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.catalog.Provenance;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Rule;

/** Aims of tests. */
final class Servers {

    private Servers() {}

    static Aims aims(Aim... list) {
        return new Aims(List.of(list), Map.of(), List.of());
    }

    static Aim aim(String host, int port) {
        Aim.Speech speech = switch (port) {
            case 443 -> Aim.Speech.TLS;
            case 80 -> Aim.Speech.HTTP;
            default -> Aim.Speech.NONE;
        };
        HostName name = HostName.parse(host);
        return new Aim(name, Port.tcp(port), speech, List.of(rule(name, port)), Optional.empty());
    }

    static Aim asking(String host, String path, String answer) {
        HostName name = HostName.parse(host);
        Provenance line = new Provenance(Id.parse("page"), 1);
        Check.Request request = new Check.Request(
                Id.parse("linux"),
                URI.create("https://" + host + path),
                name,
                Optional.of(new Check.Answer(answer, line)),
                line);
        return new Aim(name, Port.HTTPS, Aim.Speech.TLS, List.of(rule(name, 443)), Optional.of(request));
    }

    private static Rule rule(HostName name, int port) {
        return new Rule(new HostPattern.Exact(name), Ports.of(Port.tcp(port)), Rule.Form.OWN, new Rule.Own("test", 1));
    }
}
