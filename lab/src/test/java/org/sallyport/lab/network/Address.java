package org.sallyport.lab.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sallyport.core.name.HostName;

/** The addresses that a name has in the Internet of the lab, of ranges that are for measurements and for private use. */
public record Address(HostName name, InetAddress four, InetAddress six) {

    static final String ALL_FOUR = "198.18.0.0/15";
    static final String ALL_SIX = "fd00:18::/64";

    /** Gives each name addresses of its own. */
    public static List<Address> each(List<HostName> names) {
        List<Address> addresses = new ArrayList<>();
        for (HostName name : names) {
            int number = addresses.size() + 1;
            addresses.add(numbered(name, number));
        }
        return List.copyOf(addresses);
    }

    /** @param number from 1 to 1,000,000 */
    public static Address numbered(HostName name, int number) {
        try {
            return new Address(
                    name,
                    InetAddress.getByName(String.format(
                            Locale.ROOT, "198.%d.%d.%d", 18 + number / 65_000, number / 250 % 250, number % 250 + 1)),
                    InetAddress.getByName("fd00:18::" + Integer.toHexString(number)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address is no name to look up", e);
        }
    }

    /** Writes them down for a process that runs in a namespace. */
    public static void write(Path file, List<Address> addresses) throws IOException {
        Files.writeString(
                file,
                addresses.stream()
                        .map(address -> address.name() + " " + address.four().getHostAddress() + " "
                                + address.six().getHostAddress() + "\n")
                        .collect(Collectors.joining()));
    }

    public static List<Address> read(Path file) throws IOException {
        List<Address> addresses = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            List<String> words = List.of(line.split(" ", -1));
            addresses.add(new Address(
                    HostName.parse(words.get(0)),
                    InetAddress.getByName(words.get(1)),
                    InetAddress.getByName(words.get(2))));
        }
        return addresses;
    }
}
