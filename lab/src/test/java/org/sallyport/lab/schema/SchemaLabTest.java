package org.sallyport.lab.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.lab.LabSite;

/** What is written has no property that its vendor's types do not have, and lacks none that they ask for. */
class SchemaLabTest {

    /** What is written, and a property and a value of it with their misspellings. */
    enum Written {
        AWS_NETWORK_FIREWALL(
                "rule-group.yaml", Schema.CLOUDFORMATION, "Capacity: ", "Capacities: ", "ALLOWLIST", "ALLOWLISTS"),
        ROUTE53_DNS_FIREWALL(
                "dns-firewall.yaml",
                Schema.CLOUDFORMATION,
                "BlockResponse: ",
                "BlockAnswer: ",
                "Action: BLOCK",
                "Action: STOP"),
        AZURE_FIREWALL(
                "rule-collection-group.json",
                Schema.AZURE,
                "\"targetFqdns\"",
                "\"targetNames\"",
                "\"ApplicationRule\"",
                "\"NameRule\""),
        CILIUM("cilium.yaml", Schema.KUBERNETES, "toFQDNs:", "toNames:", "protocol: TCP", "protocol: TLS");

        private final String file;
        private final Schema schema;
        private final String property;
        private final String otherProperty;
        private final String value;
        private final String otherValue;

        Written(String file, Schema schema, String property, String otherProperty, String value, String otherValue) {
            this.file = file;
            this.schema = schema;
            this.property = property;
            this.otherProperty = otherProperty;
            this.value = value;
            this.otherValue = otherValue;
        }

        String text(String form) {
            String target = name().toLowerCase(Locale.ROOT).replace('_', '-');
            LabSite site = LabSite.with("{ name: edge, target: %s, %s }".formatted(target, form));
            Map<String, String> texts =
                    site.target().write(site.allowlist(), site.device()).files();
            return Optional.ofNullable(texts.get(file)).orElseThrow();
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsOfItsTypes(Written written) throws IOException, InterruptedException {
        for (String form : new String[] {"inexpressible: omit", "wildcards: false, inexpressible: omit"}) {
            assertThat(written.schema.faults(folder, written.text(form))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherPropertyIsAFault(Written written) throws IOException, InterruptedException {
        String text = written.text("inexpressible: omit");

        assertThat(text).contains(written.property);
        assertThat(written.schema.faults(folder, text.replace(written.property, written.otherProperty)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anotherValueIsAFault(Written written) throws IOException, InterruptedException {
        String text = written.text("inexpressible: omit");

        assertThat(text).contains(written.value);
        assertThat(written.schema.faults(folder, text.replace(written.value, written.otherValue)))
                .isNotEmpty();
    }

    @Test
    void aPolicyForAnOlderCiliumIsOfItsTypesAsWell() throws IOException, InterruptedException {
        String text = Written.CILIUM.text("inexpressible: omit, version: \"1.16\"");

        assertThat(text).doesNotContain("**.");
        assertThat(Schema.KUBERNETES.faults(folder, text)).isEmpty();
    }
}
