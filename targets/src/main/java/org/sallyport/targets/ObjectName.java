package org.sallyport.targets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.sallyport.core.name.HostPattern;

/** What the objects of hosts are called on devices that want a name for each. */
public final class ObjectName {

    private ObjectName() {}

    /**
     * The same name for the same host in every render, and no two hosts have the same: a host that is too long is called
     * by its hash, and no host is called like one. Letters, digits, hyphens, underscores and dots.
     *
     * @param longest in characters; at least 55
     */
    public static String of(HostPattern host, int longest) {
        String name = switch (host) {
            case HostPattern.Exact exact -> "sallyport-name-" + exact.name();
            case HostPattern.Below below -> "sallyport-below-" + below.base();
            case HostPattern.Glob glob -> "sallyport-hash-" + hash(glob.toString());
        };
        return name.length() <= longest ? name : "sallyport-hash-" + hash(host.toString());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
