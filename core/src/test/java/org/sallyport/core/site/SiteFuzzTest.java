package org.sallyport.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.name.HostName;
import org.sallyport.core.yaml.YamlValue;

/** Whatever a site file holds: an answer or an {@link InputException}, and an edit that loses nothing. */
class SiteFuzzTest {

    private static final Id VENDOR = Id.parse("sophos-central");
    private static final List<HostName> SERVERS = List.of(HostName.parse("a.example"), HostName.parse("b"));

    @FuzzTest(maxDuration = "2m")
    void isReadOrRefusedWithAReason(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            Site site = Acme.READER.read("site.yaml", text);
            assertThat(Allowlist.plan(Acme.CATALOGS, site).rules()).isNotEmpty();
        } catch (InputException e) {
            assertThat(e.sentence(Locale.FRENCH)).startsWith("site.yaml").hasSizeLessThan(2_500);
        }
    }

    @FuzzTest(maxDuration = "2m")
    void losesNothingWhenEdited(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        String edited;
        try {
            edited = SiteText.withServers("site.yaml", text, VENDOR, SERVERS);
        } catch (InputException e) {
            return;
        }
        assertThat(isLeftOf(text, edited)).isTrue();
        assertThat(SiteText.withServers("site.yaml", edited, VENDOR, SERVERS)).isEqualTo(edited);
        List<HostName> servers = YamlValue.parse("site.yaml", edited)
                .map()
                .get("vendors")
                .map()
                .get(VENDOR.value())
                .map()
                .get("servers")
                .list()
                .stream()
                .map(value -> value.as(HostName::parse))
                .toList();
        assertThat(servers).containsAll(SERVERS);
        read(text).ifPresent(site -> assertThat(read(edited)).isPresent());
    }

    /** Whether the text is what is left of the other one when characters are taken out. */
    private static boolean isLeftOf(String text, String edited) {
        int next = 0;
        for (int i = 0; i < edited.length() && next < text.length(); i++) {
            next += edited.charAt(i) == text.charAt(next) ? 1 : 0;
        }
        return next == text.length();
    }

    private static Optional<Site> read(String text) {
        try {
            return Optional.of(Acme.READER.read("site.yaml", text));
        } catch (InputException e) {
            return Optional.empty();
        }
    }
}
