package org.sallyport.core.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameSetBuilderTest {

    @Test
    void gathersWhatEachEntryStandsFor() {
        NameSet names = new NameSetBuilder()
                .add(HostPattern.parse("d*.example.com"))
                .add(HostName.parse("mail.example.net"))
                .subtree(HostName.parse("example.org"))
                .build();

        assertThat(names.contains(HostName.parse("d1.example.com"))).isTrue();
        assertThat(names.contains(HostName.parse("mail.example.net"))).isTrue();
        assertThat(names.contains(HostName.parse("example.org"))).isTrue();
        assertThat(names.contains(HostName.parse("a.b.example.org"))).isTrue();
        assertThat(names.contains(HostName.parse("evilexample.org"))).isFalse();
        assertThat(names.contains(HostName.parse("example.net"))).isFalse();
    }

    @Test
    void aTopLevelDomainHasNamesBelowIt() {
        NameSet names = new NameSetBuilder().below(HostName.parse("com")).build();

        assertThat(names.contains(HostName.parse("evil.com"))).isTrue();
        assertThat(names.contains(HostName.parse("com"))).isFalse();
    }

    @Test
    void oneLabelBelowIsNotTwo() {
        NameSet names = NameSet.oneLabelBelow(HostName.parse("example.com"));

        assertThat(names.contains(HostName.parse("a.example.com"))).isTrue();
        assertThat(names.contains(HostName.parse("a.b.example.com"))).isFalse();
        assertThat(names.contains(HostName.parse("example.com"))).isFalse();
    }

    @Test
    void aStarGoesOverDotsWhereTheProductLetsIt() {
        assertThat(NameSet.like("*example.com", true).contains(HostName.parse("a.evilexample.com")))
                .isTrue();
        assertThat(NameSet.like("*example.com", false).contains(HostName.parse("evilexample.com")))
                .isTrue();
        assertThat(NameSet.like("*example.com", false).contains(HostName.parse("a.example.com")))
                .isFalse();
        assertThat(NameSet.like("a b*", true).isEmpty()).isTrue();
        assertThat(NameSet.like("", true).isEmpty()).isTrue();
    }
}
