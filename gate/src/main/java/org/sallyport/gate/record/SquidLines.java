package org.sallyport.gate.record;

import java.net.InetAddress;
import java.util.Locale;
import org.sallyport.gate.request.Destination;
import org.sallyport.gate.request.Refusal;

/** The native format of Squid's access.log, for the tools that read it. */
public final class SquidLines implements LineFormat {

    @Override
    public String line(Decision decision) {
        boolean tunnel = decision.way() != Decision.Way.HTTP;
        String result = switch (decision.outcome()) {
            case PERMITTED, OBSERVED -> (tunnel ? "TCP_TUNNEL/" : "TCP_MISS/") + 200;
            case REFUSED -> "TCP_DENIED/" + status(decision);
            case FAILED -> (tunnel ? "TCP_TUNNEL/" : "TCP_MISS/") + status(decision);
        };
        String destination = decision.destination().map(Destination::toString).orElse("error:invalid-request");
        String method = decision.method().orElse(tunnel ? "CONNECT" : "NONE");
        String hierarchy = decision.address()
                .map(InetAddress::getHostAddress)
                .map(address -> "HIER_DIRECT/" + address)
                .orElse("HIER_NONE/-");
        return String.format(
                Locale.ROOT,
                "%d.%03d %6d %s %s %d %s %s - %s -\n",
                decision.at().plus(decision.duration()).getEpochSecond(),
                decision.at().plus(decision.duration()).toEpochMilli() % 1000,
                decision.duration().toMillis(),
                decision.client().getHostAddress(),
                result,
                decision.received(),
                method,
                tunnel ? destination : "http://" + destination + "/",
                hierarchy);
    }

    private static int status(Decision decision) {
        return decision.why().map(Refusal::status).orElse(200);
    }
}
