package org.sallyport.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.check.Fault;
import org.sallyport.core.Text;

/** A check in sentences. */
class RemarksTest {

    @Test
    void aWarningAboutManyServersIsInOneLanguage() throws IOException {
        Sample sample = new Sample(Sample.PROXY);
        for (int i = 0; i < 7; i++) {
            sample.warn(i, Fault.IPV6_FAILS, "");
        }

        Text warning = Remarks.of(sample.checked(false), List.of()).stream()
                .filter(remark -> remark.english().contains("IPv6 does not"))
                .findFirst()
                .orElseThrow();

        assertThat(warning.english()).contains(" and 2 more: IPv4 arrives");
        assertThat(warning.french()).contains(" et 2 autres : IPv4 arrive").doesNotContain(" and ");
    }
}
