package org.sallyport.documents.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.CatalogText;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.name.SharedSuffixes;

/** Whatever bytes a page has, it is refused with a reason or read, and no host name of a list is lost. */
class PageImportFuzzTest {

    private static final HostTokens HOSTS = new HostTokens(SharedSuffixes.known());

    @FuzzTest(maxDuration = "2m")
    void refusesOrReads(byte[] page) {
        try {
            ImportReport report = Project.imported("page", page);
            String text = CatalogText.write(report.draft().catalog());
            assertThat(CatalogText.write(CatalogYaml.read("draft", text))).isEqualTo(text);
        } catch (InputException e) {
            assertThat(e.where()).isPresent();
        }
    }

    @FuzzTest(maxDuration = "2m")
    void losesNoHostOfAList(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            ImportReport report = Project.imported("page", bytes);
            Set<String> known = known(report);
            for (Block block : PageFormat.of("page", text)
                    .read(text, Project.vocabulary()::isHeading)
                    .blocks()) {
                if (block.kind() == Block.Kind.ITEM) {
                    assertThat(known).containsAll(hosts(block));
                }
            }
        } catch (InputException e) {
            assertThat(e.what().english()).isNotEmpty();
        }
    }

    private static Set<String> hosts(Block item) {
        Set<String> hosts = new HashSet<>();
        HOSTS.in(item.text()).forEach(token -> {
            if (token instanceof HostToken.Named named) {
                hosts.add(named.pattern().toString());
            }
        });
        return hosts;
    }

    /** All host names of the draft, and all in the lines that were not understood. */
    private static Set<String> known(ImportReport report) {
        Set<String> known = new HashSet<>();
        Catalog catalog = report.draft().catalog();
        catalog.features().forEach(feature -> {
            feature.endpoints().forEach(endpoint -> known.add(endpoint.host().toString()));
            feature.checks().forEach(check -> known.add(check.host().value()));
            feature.discovery()
                    .flatMap(discovery -> discovery.example())
                    .ifPresent(example -> known.add(example.host().value()));
        });
        report.unread()
                .forEach(unread -> HOSTS.in(unread.text()).forEach(token -> {
                    if (token instanceof HostToken.Named named) {
                        known.add(named.pattern().toString());
                    }
                }));
        return known;
    }
}
