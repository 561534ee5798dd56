package org.sallyport.check;

import java.net.InetAddress;
import java.util.Set;

/** Addresses that are those of no server on the internet: what a DNS filter answers for names that it blocks. */
public final class Sinkhole {

    // RFC 5737; filters are set up with these as well
    private static final Set<String> DOCUMENTATION = Set.of("192.0.2", "198.51.100", "203.0.113");

    private Sinkhole() {}

    /** Addresses of private networks are not among them: a site may serve names itself. */
    public static boolean is(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || DOCUMENTATION.contains(firstThree(address));
    }

    private static String firstThree(InetAddress address) {
        String text = address.getHostAddress();
        return text.substring(0, Math.max(0, text.lastIndexOf('.')));
    }
}
