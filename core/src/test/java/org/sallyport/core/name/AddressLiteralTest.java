package org.sallyport.core.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressLiteralTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "255.255.255.255", "::", "::1", "2001:DB8::1", "::ffff:192.0.2.1"})
    void readsWhatAllReadAlike(String text) {
        assertThat(AddressLiteral.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "127.1",
                "010.0.0.1",
                "1.2.3.04",
                "256.1.1.1",
                "1.2.3.4.",
                "1.2.3.4.5",
                "0x7f.0.0.1",
                "١.2.3.4",
                "[::1]",
                "fe80::1%eth0",
                "1::2::3",
                "::g",
                "a.example",
                ":"
            })
    void refusesWhatSomeReadOtherwise(String text) {
        assertThat(AddressLiteral.parse(text)).isEmpty();
    }
}
