package org.sallyport.check.pac;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.sallyport.check.Aim;
import org.sallyport.check.Proxy;
import org.sallyport.check.Way;
import org.sallyport.check.Ways;

/** The way that a PAC file chooses. Of its proxies, those that are spoken to in HTTP without TLS are gone through. */
public record PacWays(PacFile file) implements Ways {

    @Override
    public List<Way> to(Aim aim) throws None, InterruptedException {
        String scheme = aim.speech() == Aim.Speech.HTTP ? "http" : "https";
        try {
            return file.find(URI.create(scheme + "://" + aim + "/"), aim.host()).stream()
                    .map(PacWays::way)
                    .toList();
        } catch (PacException e) {
            throw new None(e.sentence(Locale.ROOT));
        }
    }

    private static Way way(Directive directive) {
        return switch (directive) {
            case Directive.Direct direct -> new Way.Direct();
            case Directive.Through(Directive.Protocol protocol, Proxy proxy) ->
                protocol == Directive.Protocol.HTTP ? new Way.Through(proxy) : new Way.Unspoken(directive.toString());
        };
    }
}
