package org.sallyport.documents.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
            Set<String> read = read(report.draft().catalog());
            Page page = PageFormat.of("page", text).read(text, Project.vocabulary()::isHeading);
            page.blocks().stream()
                    .filter(block -> block.kind() == Block.Kind.ITEM)
                    .flatMap(item -> hosts(item).stream())
                    .filter(host -> !read.contains(host.pattern().toString()))
                    .forEach(host ->
                            assertThat(report.unread()).as(host.written()).anyMatch(unread -> isAbout(unread, host)));
        } catch (InputException e) {
            assertThat(e.what().english()).isNotEmpty();
        }
    }

    private static boolean isAbout(Unread unread, HostToken.Named host) {
        return unread.text().contains(host.written())
                || unread.text().equals(host.pattern().toString());
    }

    private static List<HostToken.Named> hosts(Block item) {
        List<HostToken.Named> only = HOSTS.only(item.text());
        return !only.isEmpty()
                ? only
                : HOSTS.in(item.text()).stream()
                        .flatMap(token -> token instanceof HostToken.Named named ? Stream.of(named) : Stream.empty())
                        .toList();
    }

    /** All host names of a draft. */
    private static Set<String> read(Catalog catalog) {
        Set<String> read = new HashSet<>();
        catalog.features().forEach(feature -> {
            feature.endpoints().forEach(endpoint -> read.add(endpoint.host().toString()));
            feature.checks().forEach(check -> read.add(check.host().value()));
            feature.discovery()
                    .flatMap(discovery -> discovery.example())
                    .ifPresent(example -> read.add(example.host().value()));
        });
        return read;
    }
}
