package org.sallyport.targets;

import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Device;

/**
 * Where a proxy waits for its clients. Immutable.
 *
 * @param address an IPv4 address, or an IPv6 address in brackets; empty for all that the machine has
 */
public record Listener(Optional<String> address, Port port) {

    private static final String FOUR = "([0-9]{1,3}\\.){3}[0-9]{1,3}|";

    /** An expression for an address, one of IPv4 inside one of IPv6 included. */
    public static final String ADDRESS = FOUR + "\\[[0-9a-fA-F:.]{2,45}\\]";

    /** The same without {@code [::ffff:192.0.2.1]}, at which tinyproxy cannot wait: it does not start. */
    public static final String UNMIXED_ADDRESS = FOUR + "\\[[0-9a-fA-F:]{2,39}\\]";

    /**
     * What the site says in an option that is written as {@code 3128}, {@code 127.0.0.1:3128} or {@code [::1]:3128}.
     *
     * @param address the expression for an address that the product takes
     * @throws InputException where it says something else
     */
    public static Listener of(Device device, Capabilities.Option option, String address) {
        String usual = option.fallback().substring(option.fallback().lastIndexOf(':') + 1);
        Text repair = Text.of(
                "write a port, or an address and a port: %1$s, 127.0.0.1:%1$s or [::1]:%1$s",
                "écrivez un port, ou une adresse et un port : %1$s, 127.0.0.1:%1$s ou [::1]:%1$s", usual);
        String value = option.of(device, "((" + address + "):)?[0-9]{1,5}", repair);
        int colon = value.lastIndexOf(':');
        return new Listener(
                Optional.of(value.substring(0, Math.max(colon, 0))).filter(text -> !text.isEmpty()),
                Port.tryParse(value.substring(colon + 1)).orElseThrow(() -> option.refusal(device, repair)));
    }

    /**
     * What the site says in an option that is an address, or a star for all of them.
     *
     * @throws InputException where it says something else
     */
    public static String addressOf(Device device, Capabilities.Option option) {
        return option.of(
                device,
                "\\*|" + ADDRESS,
                Text.of(
                        "write *, or an address as in 192.0.2.1 or [2001:db8::1]",
                        "écrivez *, ou une adresse comme 192.0.2.1 ou [2001:db8::1]"));
    }

    /** As the option is written. */
    @Override
    public String toString() {
        return address.map(text -> text + ":").orElse("") + port.number();
    }
}
