package org.sallyport.targets;

import java.util.OptionalInt;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Device;

/**
 * How much a product takes. Nothing is ever cut to fit.
 *
 * @param entries of all lists together; empty where no limit is known
 * @param part entries of one list, where the product joins several; the writer begins another after so many
 * @param octets of one entry as Sallyport writes patterns
 */
public record Limits(OptionalInt entries, OptionalInt part, OptionalInt octets) {

    /** Of a product whose manual names no limit; a host name has 253 octets at most anyway. */
    public static final Limits NONE_KNOWN = new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    public static Limits ofEntries(int most) {
        return new Limits(OptionalInt.of(most), OptionalInt.empty(), OptionalInt.empty());
    }

    public static Limits ofOctets(int most) {
        return new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(most));
    }

    /** The same, in lists of that many entries that the product joins. */
    public Limits inPartsOf(int entries) {
        return new Limits(this.entries, OptionalInt.of(entries), octets);
    }

    public Limits andEntries(int most) {
        return new Limits(OptionalInt.of(most), part, octets);
    }

    public Limits andOctets(int most) {
        return new Limits(entries, part, OptionalInt.of(most));
    }

    /** @throws InputException where there are more entries than the product takes, with how many too many */
    void holdEntries(Device device, int count) {
        if (entries.isPresent() && count > entries.getAsInt()) {
            throw new InputException(
                    Text.of(
                            "device %s: %s entries, and %s takes %s at most: %s too many",
                            "équipement %s : %s entrées, et %s en accepte au plus %s : %s de trop",
                            device.name(),
                            count,
                            device.target(),
                            entries.getAsInt(),
                            count - entries.getAsInt()),
                    Text.of(
                            "narrow the site's regions or licences, use wildcards, or share the list between devices",
                            "réduisez les régions ou les licences du site, utilisez des étoiles, ou partagez la liste entre équipements"));
        }
    }

    /** @throws InputException where the entry is longer than the product takes */
    void holdOctets(Device device, HostPattern host) {
        int length = host.toString().length();
        if (octets.isPresent() && length > octets.getAsInt()) {
            throw new InputException(
                    Text.of(
                            "device %s: %s has %s octets, and %s takes %s at most",
                            "équipement %s : %s fait %s octets, et %s en accepte au plus %s",
                            device.name(),
                            host,
                            length,
                            device.target(),
                            octets.getAsInt()),
                    Text.of(
                            "omit the entry for this device, or use a wildcard above it",
                            "omettez l'entrée pour cet équipement, ou utilisez une étoile au-dessus"));
        }
    }
}
