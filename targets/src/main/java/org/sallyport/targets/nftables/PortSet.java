package org.sallyport.targets.nftables;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sallyport.core.catalog.Port;
import org.sallyport.targets.dnsmasq.NftSet;

/** The ports at which some names have to pass, and the two sets with the addresses of these names. */
record PortSet(SortedSet<Port> ports) implements Comparable<PortSet> {

    static final String TABLE = "sallyport";

    /** nftables takes 255 characters. */
    private static final int LONGEST_NAME = 100;

    PortSet {
        ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
    }

    /** The set for addresses of that version. It is called by its ports: files of two renderings do not mix them up. */
    NftSet set(int version) {
        String all = ports.stream()
                .map(port -> (port.transport() == Port.Transport.UDP ? "udp" : "") + port.number())
                .collect(Collectors.joining("_"));
        String name = all.length() <= LONGEST_NAME ? all : ports.size() + "_ports_" + digest(all);
        return new NftSet("inet", TABLE, "at_" + name + "_v" + version);
    }

    /** As {@code nftset} of dnsmasq wants them. */
    String directive() {
        return "4#" + set(4) + ",6#" + set(6);
    }

    /** The port numbers of a transport as nftables writes them; empty where there is none. */
    String numbers(Port.Transport transport) {
        List<String> numbers = ports.stream()
                .filter(port -> port.transport() == transport)
                .map(port -> Integer.toString(port.number()))
                .toList();
        return numbers.size() > 1 ? "{ " + String.join(", ", numbers) + " }" : String.join("", numbers);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int compareTo(PortSet other) {
        return set(4).name().compareTo(other.set(4).name());
    }
}
