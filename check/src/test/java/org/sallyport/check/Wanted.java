package org.sallyport.check;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Check;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.catalog.Provenance;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Rule;

/** Servers that a test wants to reach. */
final class Wanted {

    private Wanted() {}

    static Aim aim(String host, Port port, Aim.Speech speech) {
        return new Aim(HostName.parse(host), port, speech, List.of(rule(host, port)), Optional.empty());
    }

    /** @param answer what a document says that the server answers */
    static Aim asking(String host, Port port, String path, String answer) {
        Provenance line = new Provenance(Id.parse("page"), 1);
        Check.Request request = new Check.Request(
                Id.parse("linux"),
                URI.create("https://" + host + path),
                HostName.parse(host),
                Optional.of(new Check.Answer(answer, line)),
                line);
        return new Aim(HostName.parse(host), port, Aim.Speech.TLS, List.of(rule(host, port)), Optional.of(request));
    }

    private static Rule rule(String host, Port port) {
        return new Rule(
                new HostPattern.Exact(HostName.parse(host)), Ports.of(port), Rule.Form.OWN, new Rule.Own("test", 1));
    }
}
