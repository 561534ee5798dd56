package org.sallyport.gate.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.sallyport.core.site.Network;

/**
 * To whom an address belongs, by the special-purpose registries of IANA (RFC 6890 and what has been added since). Java's
 * own questions know less: for them neither fc00::/7 nor 100.64.0.0/10 is private.
 */
public enum AddressClass {
    UNSPECIFIED("0.0.0.0/8", "::/128"),
    LOOPBACK("127.0.0.0/8", "::1/128"),
    /** Where clouds tell their machines who they are; it comes before what it is a part of. */
    METADATA(
            "169.254.169.254/32",
            "169.254.170.2/32",
            "100.100.100.200/32",
            "fd00:ec2::254/128",
            "fd20:ce::254/128",
            "168.63.129.16/32"),
    LINK_LOCAL("169.254.0.0/16", "fe80::/10"),
    PRIVATE("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
    CARRIER_NAT("100.64.0.0/10"),
    BENCHMARK("198.18.0.0/15", "2001:2::/48"),
    DOCUMENTATION("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
    MULTICAST("224.0.0.0/4", "ff00::/8"),
    RESERVED(
            "192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4", "100::/64", "100:0:0:1::/64", "2001:10::/28", "5f00::/16"),
    /** An IPv4 address inside an IPv6 address, for a translator or a tunnel that may lead anywhere. */
    EMBEDDED("::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"),
    /** None of the others. */
    PUBLIC();

    private static final Network NAT64 = Network.parse("64:ff9b::/96");
    private static final Network GLOBAL_IPV6 = Network.parse("2000::/3");

    private final List<Network> networks;

    AddressClass(String... networks) {
        this.networks = Stream.of(networks).map(Network::parse).toList();
    }

    public static AddressClass of(InetAddress address) {
        for (AddressClass each : values()) {
            for (Network network : each.networks) {
                if (network.contains(address)) {
                    return each;
                }
            }
        }
        if (address instanceof Inet4Address) {
            return PUBLIC;
        }
        if (NAT64.contains(address)) {
            return of(lastFour(address));
        }
        if (!GLOBAL_IPV6.contains(address)) {
            return RESERVED;
        }
        return isIsatap(address) && of(lastFour(address)) != PUBLIC ? EMBEDDED : PUBLIC;
    }

    /** In records. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    // RFC 5214, section 6.1: an interface identifier of 0000:5efe or 0200:5efe, then the IPv4 address
    private static boolean isIsatap(InetAddress address) {
        byte[] octets = address.getAddress();
        return (octets[8] & ~2) == 0 && octets[9] == 0 && octets[10] == 0x5e && octets[11] == (byte) 0xfe;
    }

    private static InetAddress lastFour(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
