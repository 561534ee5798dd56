package org.sallyport.targets.dnsmasq;

import java.util.List;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Capabilities;

/**
 * The DNS servers that dnsmasq asks for the names of the list.
 *
 * @param servers each an address, or an address and a port: {@code 10.0.0.53#5353}
 * @param example whether the site names none, so that an address stands in the text that nobody has
 */
public record Upstreams(List<String> servers, boolean example) {

    /** The option of the devices that write {@code dnsmasq.conf}. */
    public static final Capabilities.Option OPTION = new Capabilities.Option(
            "upstream",
            "192.0.2.53",
            Text.of(
                    "DNS servers that are asked for the listed names, with commas between them; the default is an example and answers nothing",
                    "serveurs DNS interrogés pour les noms de la liste, séparés par des virgules ; le défaut est un exemple et ne répond pas"));

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern SERVER =
            Pattern.compile("(" + BYTE + "(\\." + BYTE + "){3}|[0-9a-f:]*:[0-9a-f:]*:[0-9a-f]*)(#[1-9][0-9]{0,4})?");

    public Upstreams {
        servers = List.copyOf(servers);
    }

    /** @throws InputException where the option is no list of addresses */
    public static Upstreams of(Device device) {
        String value = OPTION.of(device);
        List<String> servers = List.of(value.split(" *, *", -1));
        if (!servers.stream().allMatch(server -> SERVER.matcher(server).matches())) {
            throw OPTION.refusal(
                    device,
                    Text.of(
                            "write addresses, as in 10.0.0.53 or 10.0.0.53#5353, 10.0.1.53",
                            "écrivez des adresses, comme 10.0.0.53 ou 10.0.0.53#5353, 10.0.1.53"));
        }
        return new Upstreams(servers, value.equals(OPTION.fallback()));
    }

    @Override
    public String toString() {
        return String.join(", ", servers);
    }
}
