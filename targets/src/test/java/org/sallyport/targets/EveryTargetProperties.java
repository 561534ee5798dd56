package org.sallyport.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Inexpressible;
import org.sallyport.core.site.Site;

/** Random allowlists: what is written is read back within the bounds, whatever the entries. */
class EveryTargetProperties {

    private static final List<String> LABELS = List.of("a", "b", "ab", "d1", "a-b", "_x", "x".repeat(63), "tf-prod");
    private static final List<String> STARS = List.of("*", "a*", "*b", "a*b", "tf-*-x");
    private static final List<String> DOMAINS =
            List.of("example.com", "ample.com", "a.example.com", "s3.amazonaws.com", "co.uk.example", "b.net");
    private static final List<Integer> PORTS = List.of(21, 80, 443, 8080, 8443, 65535);

    @Property(tries = 150)
    void isReadBackWithinTheBounds(
            @ForAll("targets") Id target,
            @ForAll("additions") List<Site.Addition> also,
            @ForAll Inexpressible.Choice choice) {
        Rendered rendered = Rendered.of(EveryTargetTest.own(target, also), EveryTargetTest.ruled(target, choice));

        EveryTargetTest.assertExplained(rendered);
        EveryTargetTest.assertPrintable(rendered);
    }

    @Provide
    Arbitrary<Id> targets() {
        return Arbitraries.of(Targets.all().stream().map(Target::id).toList());
    }

    @Provide
    Arbitrary<List<Site.Addition>> additions() {
        return Arbitraries.randoms().map(random -> {
            List<Site.Addition> also = new ArrayList<>();
            for (int count = 1 + random.nextInt(15); count > 0; count--) {
                also.add(new Site.Addition(
                        host(random), ports(random), "reason " + (char) random.nextInt(0x3000), count));
            }
            return also;
        });
    }

    private static HostPattern host(Random random) {
        StringBuilder host = new StringBuilder(one(DOMAINS, random));
        for (int labels = random.nextInt(3); labels > 0; labels--) {
            host.insert(0, one(random.nextInt(3) == 0 ? STARS : LABELS, random) + ".");
        }
        return HostPattern.parse(host.toString());
    }

    private static Ports ports(Random random) {
        return Ports.of(random.ints(1 + random.nextInt(3), 0, PORTS.size())
                .mapToObj(PORTS::get)
                .map(Port::tcp)
                .toList());
    }

    private static <T> T one(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
