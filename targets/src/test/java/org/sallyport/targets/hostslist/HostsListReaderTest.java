package org.sallyport.targets.hostslist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class HostsListReaderTest {

    @Test
    void aNameIsThatNameOnly() {
        RenderedAssert.assertThat(read("d1.example.com\n"))
                .permits("d1.example.com")
                .denies("x.d1.example.com")
                .denies("example.com")
                .denies("d1.example.com.evil.test")
                .denies("evil-d1.example.com")
                .isUnderstood();
    }

    @Test
    void aStarIsEveryNameBelowAndNotTheNameItself() {
        RenderedAssert.assertThat(read("*.example.com\n"))
                .permits("a.example.com")
                .permits("a.b.example.com")
                .denies("example.com")
                .denies("evilexample.com")
                .isUnderstood();
    }

    @Test
    void holdsAtEveryPort() {
        RenderedAssert.assertThat(read("example.com")).permits("example.com", 8443);
    }

    @Test
    void commentsBlanksAndEmptyLinesSayNothing() {
        Reading reading = read("# example.net\n\n  \t example.com\t# why\r\n*.example.org#x\n   # more");

        RenderedAssert.assertThat(reading)
                .permits("example.com")
                .permits("a.example.org")
                .denies("example.net")
                .hasLine(1, Line.State.IRRELEVANT)
                .hasLine(2, Line.State.IRRELEVANT)
                .hasLine(5, Line.State.IRRELEVANT)
                .isUnderstood();
        assertThat(reading.lines()).hasSize(5);
        assertThat(reading.lines().get(2).text()).isEqualTo("  \t example.com\t# why");
    }

    @Test
    void upperCaseAndATrailingDotAreReadAndRemarked() {
        Reading reading = read("WWW.Example.COM.\n");

        RenderedAssert.assertThat(reading).permits("www.example.com").isUnderstood();
        assertThat(remark(reading, 1)).contains("read as www.example.com");
    }

    @Test
    void aByteOrderMarkIsToleratedAndRemarked() {
        Reading reading = read("\uFEFFexample.com\n");

        RenderedAssert.assertThat(reading).permits("example.com").isUnderstood();
        assertThat(remark(reading, 1)).contains("byte order mark");
    }

    @Test
    void aSecondLineOfTheSameIsRemarked() {
        assertThat(remark(read("a.example.com\nb.example.com\nA.example.com"), 3))
                .contains("hosts.txt:1");
    }

    @Test
    void everythingIsReadForWhatItSays() {
        RenderedAssert.assertThat(read("*\n")).permits("evil.test").isUnderstood();
        RenderedAssert.assertThat(read("*.COM\n"))
                .permits("evil.com")
                .permits("a.evil.com")
                .denies("com")
                .denies("example.net")
                .isUnderstood();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                ".example.com;leading dot",
                "https://example.com/x;URL",
                "example.com/x;path",
                "example.com:443;port",
                "192.0.2.1;address",
                "192.0.2.0/24;address",
                "2001:db8::1;address",
                "[2001:db8::1];address",
                "0.0.0.0 example.com;hosts file",
                "example.com, example.net;one name a line",
                "\"||example.com^\";ad blocker",
                "\"@@|example.com^\";ad blocker",
                "server=/example.com/;dnsmasq",
                "/example\\.com$/;regular expression",
                "*example.com;without a dot",
                "! example.com;comment of another format",
                "tf-*-bucket.example.com;whole labels",
                "a.*.example.com;whole labels",
                "exam ple.com;one name a line",
                "-example.com;hyphen",
                "exa\u00admple.com;UTS 46",
            })
    void whatIsNoEntryIsWrongAndTheRemarkSaysWhatItLooksLike(String line, String remark) {
        Reading reading = read("good.example\n" + line + "\n");

        RenderedAssert.assertThat(reading)
                .permits("good.example")
                .denies("example.com")
                .denies("a.example.com")
                .hasLine(2, Line.State.WRONG);
        assertThat(remark(reading, 2)).contains(remark);
    }

    @Test
    void aCarriageReturnInsideALineIsNoLineBreak() {
        RenderedAssert.assertThat(read("a.example.com\rb.example.com\n"))
                .denies("a.example.com")
                .denies("b.example.com")
                .hasLine(1, Line.State.WRONG);
    }

    @Test
    void aListOfNothingLetsNothingThrough() {
        RenderedAssert.assertThat(read("")).denies("example.com").isUnderstood();
    }

    @Test
    void aListThatIsTooLongIsRefusedAtOnce() {
        assertThatThrownBy(() -> read("\n".repeat(HostsListReader.MOST_LINES + 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("50000 lines");
        assertThat(read("\n".repeat(HostsListReader.MOST_LINES)).lines()).hasSize(HostsListReader.MOST_LINES);
    }

    private static Reading read(String text) {
        return new HostsList().read(DeviceFiles.of("hosts.txt", text));
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
