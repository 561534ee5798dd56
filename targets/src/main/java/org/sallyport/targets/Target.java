package org.sallyport.targets;

import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Bounds;
import org.sallyport.core.site.Device;

/**
 * A device's language. {@code write} and {@code read} share no code: the reader does what the vendor's manual says the
 * device does with the text, so that must ⊆ read(write(x)) ⊆ may says something about the text. Immutable; safe for
 * use by several threads.
 */
public interface Target {

    /** As site files and the command line call it: {@code squid}. */
    Id id();

    /** What the product is, in a few words. */
    Text title();

    /** What the product sees and can say, in the release that is current. */
    Capabilities capabilities();

    /** What the product of this device sees and can say: for products whose matching changed with their version. */
    default Capabilities capabilities(Device device) {
        return capabilities();
    }

    /**
     * Writes the device's files. What the device cannot express is decided by the device's rulings and told in the
     * rendering; nothing is left out without a word.
     *
     * @throws InputException where an option of the device has a wrong value, or the product takes less than the site
     *     needs
     */
    Rendering write(Allowlist allowlist, Device device);

    /**
     * What a device with these files lets through, line by line.
     *
     * @param files one file, or several that belong together
     * @throws InputException where the files are not of this language at all
     */
    Reading read(DeviceFiles files);

    /** What this device lets through with these files: for products whose matching changed with their version. */
    default Reading read(DeviceFiles files, Device device) {
        return read(files);
    }

    /** Whether the device gets the form of the lists with wildcards. */
    default boolean takesWildcards(Device device) {
        return device.wildcards().orElse(capabilities(device).wildcards());
    }

    /** What a device in this language must and may let through. */
    default Bounds bounds(Allowlist allowlist, Device device) {
        Bounds bounds = allowlist.bounds(takesWildcards(device));
        return capabilities(device).ports() ? bounds : bounds.regardlessOfPort();
    }
}
