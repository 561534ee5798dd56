package org.sallyport.lab.adguardhome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Reading;
import org.sallyport.lab.LabSite;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.adguardhome.AdguardHome;

/** What the reader says of rules, held against AdGuard's own engine for JavaScript with the same rules. */
class AdguardHomeLabTest {

    private static final String ALL = "||*^$important\n";
    private static final List<HostName> NAMES = Stream.of(
                    "a.com",
                    "b.com",
                    "x.a.com",
                    "x.y.a.com",
                    "evila.com",
                    "evil-a.com",
                    "a.com.evil.net",
                    "a.comx",
                    "com",
                    "net",
                    "intranet",
                    "_x.a.com",
                    "x_.a.com",
                    "tf-x-bucket.s3.com",
                    "tf-x.evil-bucket.s3.com",
                    "evil.tf-x-bucket.s3.com",
                    "xn--bcher-kva.com")
            .map(HostName::parse)
            .toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ name: edge, target: adguard-home }",
                "{ name: edge, target: adguard-home, wildcards: false, inexpressible: omit }"
            })
    void theRealEngineDecidesAsTheReaderSays(String device) throws IOException, InterruptedException {
        LabSite site = LabSite.with(device);
        DeviceFiles files = site.files();
        Map<HostName, Boolean> answers =
                RuleEngine.ask(folder, files.texts().values().iterator().next(), site.namesNear(2_000));

        assertThat(LabSite.differences(site.read(files), Port.HTTPS, answers)).isEmpty();
        assertThat(answers).hasSize(2_000).containsValue(true).containsValue(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "||*^\n",
                "||*.*\n",
                "|*^\n",
                "*\n",
                "||\n",
                "|\n",
                "*^*\n",
                "*.*\n",
                "|*|\n",
                "/.*/\n",
                "/.+/\n",
                "/[a-z]/\n",
                "/a/\n",
                ALL + "@@|a.com|$important\n",
                ALL + "@@|*.a.com|$important\n",
                ALL + "@@|a.com^$important\n",
                ALL + "@@|*.a.com^$important\n",
                ALL + "@@||*.a.com^$important\n",
                ALL + "@@||a.com^$important\n",
                ALL + "@@||a.com|$important\n",
                ALL + "@@||a.com$important\n",
                ALL + "@@a.com$important\n",
                ALL + "@@a.com|$important\n",
                ALL + "@@.a.com|$important\n",
                ALL + "@@|a.com^|$important\n",
                ALL + "@@|a.com*|$important\n",
                ALL + "@@|a.com*$important\n",
                ALL + "@@|*a.com|$important\n",
                ALL + "@@||a.*^$important\n",
                ALL + "@@||a.com^*$important\n",
                ALL + "@@||a.com^x$important\n",
                ALL + "@@||a.com/*$important\n",
                ALL + "@@||a.com/$important\n",
                ALL + "@@||a.com:443^$important\n",
                ALL + "@@://a.com^$important\n",
                ALL + "@@http://a.com^$important\n",
                ALL + "@@http$important\n",
                ALL + "@@||A.com^$important\n",
                ALL + "@@|A.com|$important\n",
                ALL + "@@||com^$important\n",
                ALL + "@@|com|$important\n",
                ALL + "@@||_x.a.com^$important\n",
                ALL + "@@||tf-*-bucket.s3.com^$important\n",
                ALL + "@@|tf-*-bucket.s3.com|$important\n",
                ALL + "@@/^tf-[a-z0-9_-]*-bucket\\.s3\\.com$/$important\n",
                ALL + "@@/^([a-z0-9_-]+\\.)*[a-z0-9_-]+\\.a\\.com$/$important\n",
                ALL + "@@/a\\.com/$important\n",
                ALL + "@@/A\\.COM/$important\n",
                ALL + "@@/^a\\.com$|^evila\\.com$/$important\n",
                ALL + "@@/^x*a*\\.com$/$important\n",
                ALL + "@@/^\\w+\\.com$/$important\n",
                ALL + "@@/^(a|b)\\.com$/$important\n",
                ALL + "@@/^a.com$/$important\n",
                ALL + "@@/^a\\.com$/\n",
                ALL + "@@||a.com^\n",
                "||*^\n@@||a.com^\n||x.a.com^\n",
                "||*^\n@@||a.com^\n||x.a.com^$important\n",
                "@@||a.com^$important\n||x.a.com^$important\n" + ALL,
                ALL + "@@||a.com^$important,badfilter\n@@||a.com^$important\n",
                ALL + "||*^$important,badfilter\n",
                ALL + "@@||a.com^$important,client=192.0.2.1\n",
                ALL + "@@||a.com^$important,dnstype=A\n",
                ALL + "@@||a.com^$important,third-party\n",
                ALL + "@@||a.com^$important,important\n",
                ALL + "@@||a.com^$IMPORTANT\n",
                ALL + "@@||a.com^ $important\n",
                ALL + "  @@||a.com^$important \n",
                ALL + "!@@||a.com^$important\n#@@||b.com^$important\n",
                ALL + "a.com##.x\n@@||a.com^$important ! x\n",
                ALL + "@@a.com\n@@||b.com\n",
                ALL + "@@||b\u00fccher.com^$important\n",
                "\ufeff" + ALL,
                "||*^$important\r\n@@||a.com^$important\r\n",
                "0.0.0.0 a.com b.com # why\n",
                "0.0.0.0 a.com\n@@||a.com^\n",
                "127.0.0.1 a.com\n:: b.com\n",
                "a.com\n",
                "com\n",
                "x_.a.com\n"
            })
    void oddRulesMeanToTheEngineWhatTheReaderSays(String rules) throws IOException, InterruptedException {
        Reading reading = new AdguardHome().read(DeviceFiles.of("user-rules.txt", rules));

        RuleEngine.ask(folder, rules, NAMES).forEach((name, passes) -> {
            if (passes) {
                assertThat(reading.possibly().at(Port.HTTPS).contains(name))
                        .describedAs("%s passes with %s", name, rules.replace("\n", " \u00b6 "))
                        .isTrue();
            } else {
                assertThat(reading.surely().at(Port.HTTPS).contains(name))
                        .describedAs("%s is blocked with %s", name, rules.replace("\n", " \u00b6 "))
                        .isFalse();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"||*\n", "*$denyallow=a.net\n"})
    void whatOnlyAdguardHomeTakesIsReadAsItsSourceSays(String rules) throws IOException, InterruptedException {
        HostName name = HostName.parse("a.com");

        assertThat(RuleEngine.ask(folder, rules, List.of(name))).containsEntry(name, true);
        assertThat(new AdguardHome()
                        .read(DeviceFiles.of("user-rules.txt", rules))
                        .possibly()
                        .at(Port.HTTPS)
                        .contains(name))
                .isFalse();
    }
}
