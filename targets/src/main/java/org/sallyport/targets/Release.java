package org.sallyport.targets;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.site.Device;

/**
 * A product's release as far as its numbers tell: {@code 10.2.3-h1} is 10.2.3. Numbers that are not given are 0.
 *
 * @param numbers the weightiest first
 */
public record Release(List<Integer> numbers) implements Comparable<Release> {

    public Release {
        numbers = List.copyOf(numbers);
    }

    public static Release of(Integer... numbers) {
        return new Release(List.of(numbers));
    }

    /**
     * The release that the site file names for the device; empty where it names none.
     *
     * @throws InputException where the version does not begin with numbers and dots
     */
    public static Optional<Release> of(Device device) {
        return device.version().map(version -> {
            String numbers = version.replaceFirst("^v", "").replaceFirst("[^0-9.].*", "");
            if (!numbers.matches("[0-9]{1,6}(\\.[0-9]{1,6})*")) {
                throw new InputException(
                        Text.of(
                                "device %s: \"%s\" is no version",
                                "équipement %s : « %s » n'est pas une version", device.name(), version),
                        Text.of("write it like 10.2.3", "écrivez-la comme 10.2.3"));
            }
            return new Release(
                    Arrays.stream(numbers.split("\\.")).map(Integer::valueOf).toList());
        });
    }

    public boolean isBefore(Release other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Release other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int order = Integer.compare(number(i), other.number(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int number(int place) {
        return place < numbers.size() ? numbers.get(place) : 0;
    }
}
