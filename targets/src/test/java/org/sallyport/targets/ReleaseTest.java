package org.sallyport.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Inexpressible;

/** Releases of products, as site files name them. */
class ReleaseTest {

    @Test
    void numbersAreComparedAsNumbers() {
        assertThat(of("9.1").isBefore(Release.of(10, 2))).isTrue();
        assertThat(of("10.10").isBefore(Release.of(10, 2))).isFalse();
        assertThat(of("10.1.14-h9").isBefore(Release.of(10, 2))).isTrue();
        assertThat(of("v6.2.2").isBefore(Release.of(6, 2, 2))).isFalse();
        assertThat(of("6.2").isBefore(Release.of(6, 2, 2))).isTrue();
        assertThat(of("10.2.0").isBefore(Release.of(10, 2))).isFalse();
    }

    @Test
    void whatIsNoVersionIsRefused() {
        assertThatThrownBy(() -> of("latest"))
                .isInstanceOf(InputException.class)
                .hasMessage("device edge: \"latest\" is no version; write it like 10.2.3");
    }

    private static Release of(String version) {
        Device device = new Device(
                Id.parse("edge"),
                Id.parse("pan-os"),
                Optional.empty(),
                Inexpressible.FAIL,
                Optional.of(version),
                Map.of());
        return Release.of(device).orElseThrow();
    }
}
