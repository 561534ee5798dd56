package org.sallyport.gate.record;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.temporal.ChronoUnit;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Rule;
import org.sallyport.gate.request.Refusal;

/** One JSON object a line. The names of its fields are documented in docs/gate.md and stay. */
public final class JsonLines implements LineFormat {

    @Override
    public String line(Decision decision) {
        StringWriter text = new StringWriter(320);
        try (JsonWriter json = new JsonWriter(text)) {
            json.setHtmlSafe(false);
            json.beginObject();
            json.name("time").value(decision.at().truncatedTo(ChronoUnit.MILLIS).toString());
            json.name("client").value(decision.client().getHostAddress());
            json.name("way").value(decision.way().id());
            if (decision.method().isPresent()) {
                json.name("method").value(decision.method().get());
            }
            if (decision.destination().isPresent()) {
                json.name("host").value(decision.destination().get().written());
                json.name("port").value(decision.destination().get().port().number());
            }
            json.name("verdict").value(decision.outcome().id());
            if (decision.why().isPresent()) {
                json.name("reason").value(decision.why().map(Refusal::id).get());
            }
            if (decision.rule().isPresent()) {
                rule(json, decision.rule().get());
            }
            if (decision.sni().isPresent()) {
                json.name("sni").value(decision.sni().map(HostName::value).get());
            }
            if (!decision.by().isEmpty()) {
                json.name("by").beginArray();
                for (HostName name : decision.by()) {
                    json.value(name.value());
                }
                json.endArray();
            }
            if (decision.address().isPresent()) {
                json.name("address")
                        .value(decision.address()
                                .map(InetAddress::getHostAddress)
                                .get());
            }
            if (!decision.shunned().isEmpty()) {
                json.name("shunned").beginArray();
                for (String address : decision.shunned()) {
                    json.value(address);
                }
                json.endArray();
            }
            json.name("sent").value(decision.sent());
            json.name("received").value(decision.received());
            json.name("milliseconds").value(decision.duration().toMillis());
            json.name("policy").value(decision.policy());
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void rule(JsonWriter json, Rule rule) throws IOException {
        json.name("rule").value(rule.host().toString());
        json.name("feature").value(rule.reason().feature().value());
        switch (rule.reason()) {
            case Rule.Documented documented ->
                json.name("vendor").value(documented.vendor().value());
            case Rule.Discovered discovered ->
                json.name("vendor").value(discovered.vendor().value());
            case Rule.Own own -> json.name("line").value(own.line());
        }
    }
}
