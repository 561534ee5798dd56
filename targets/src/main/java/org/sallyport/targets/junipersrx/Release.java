package org.sallyport.targets.junipersrx;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.site.Device;

/** A release of Junos: {@code 20.4R1}, {@code 15.1X49-D110}. What stands behind the two numbers plays no part here. */
record Release(int major, int minor) implements Comparable<Release> {

    /** In this one a star began to stand for any number of words, none included. */
    static final Release MANY_WORDS = new Release(20, 4);

    private static final Pattern SPELLED = Pattern.compile("([0-9]{1,2})\\.([0-9]{1,2})([RXSI.-][0-9A-Za-z.-]*)?");

    /**
     * The device's release; the current one where the site names none.
     *
     * @throws InputException where the site's version is no release of Junos
     */
    static Release of(Device device) {
        Optional<String> version = device.version();
        if (version.isEmpty()) {
            return MANY_WORDS;
        }
        Matcher matcher = SPELLED.matcher(version.get());
        if (!matcher.matches()) {
            throw new InputException(
                    Text.of(
                            "device %s: \"%s\" is no release of Junos",
                            "équipement %s : « %s » n'est pas une version de Junos", device.name(), version.get()),
                    Text.of(
                            "write it as show version prints it: 20.4R1",
                            "écrivez-la comme show version l'affiche : 20.4R1"));
        }
        return new Release(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    boolean starIsManyWords() {
        return compareTo(MANY_WORDS) >= 0;
    }

    @Override
    public int compareTo(Release other) {
        return Comparator.comparingInt(Release::major)
                .thenComparingInt(Release::minor)
                .compare(this, other);
    }
}
