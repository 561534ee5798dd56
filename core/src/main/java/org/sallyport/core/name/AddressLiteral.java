package org.sallyport.core.name;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IP addresses in the spellings that all readers read alike: four decimal numbers without leading zeros (010 is 8 for some),
 * or IPv6 without a zone. Nothing is looked up.
 */
public final class AddressLiteral {

    private static final String NUMBER = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(NUMBER + "(\\." + NUMBER + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private AddressLiteral() {}

    /** The address; empty where the text is none in such a spelling. Brackets are no part of it. */
    public static Optional<InetAddress> parse(String text) {
        Pattern spelling = text.indexOf(':') < 0 ? IPV4 : IPV6;
        try {
            return spelling.matcher(text).matches() ? Optional.of(InetAddress.ofLiteral(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
