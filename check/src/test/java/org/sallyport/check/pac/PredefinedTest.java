package org.sallyport.check.pac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions of PAC files, called by a script. */
class PredefinedTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " = ",
            value = {
                "isPlainHostName('intranet') = true",
                "isPlainHostName('www.example.com') = false",
                "isPlainHostName('::1') = false",
                "dnsDomainIs('www.example.com', '.example.com') = true",
                "dnsDomainIs('example.com', '.example.com') = false",
                "dnsDomainIs('evil-example.com', 'example.com') = true",
                "dnsDomainIs('WWW.EXAMPLE.COM', '.example.com') = false",
                "dnsDomainIs('com', '.example.com') = false",
                "localHostOrDomainIs('www.example.com', 'www.example.com') = true",
                "localHostOrDomainIs('www', 'www.example.com') = true",
                "localHostOrDomainIs('ww', 'www.example.com') = false",
                "localHostOrDomainIs('www.example.org', 'www.example.com') = false",
                "dnsDomainLevels('intranet') = 0",
                "dnsDomainLevels('a.b.c.d') = 3",
                "shExpMatch('http://home.example.com/people/index.html', '*/people/*') = true",
                "shExpMatch('www.example.com', 'www.example.co?') = true",
                "shExpMatch('wwwxexample.com', 'www.example.com') = false",
                "shExpMatch('www.example.com', 'example') = false",
                "shExpMatch('WWW.example.com', 'www.*') = false",
                "shExpMatch('a.example.com', '(a|b).example.com') = true",
                "shExpMatch('7.example.com', '[0-9].example.com') = true",
                "shExpMatch('anything', '*') = true",
                "shExpMatch('', '') = true",
                "isResolvable('web.example.com') = true",
                "isResolvable('six.example.com') = false",
                "isResolvable('no.example.com') = false",
                "isResolvable('no name') = false",
                "dnsResolve('WEB.example.com.') = 192.0.2.10",
                "dnsResolve('six.example.com') = null",
                "dnsResolve('192.0.2.1') = 192.0.2.1",
                "dnsResolve('192.0.2.256') = null",
                "dnsResolve('') = null",
                "dnsResolve() = null",
                "isInNet('inside.example.com', '10.0.0.0', '255.0.0.0') = true",
                "isInNet('web.example.com', '10.0.0.0', '255.0.0.0') = false",
                "isInNet('10.1.2.3', '10.1.2.0', '255.255.255.0') = true",
                "isInNet('10.1.3.3', '10.1.2.0', '255.255.255.0') = false",
                "isInNet('10.1.2.3', '10.1.2.0') = false",
                "isInNet('no.example.com', '0.0.0.0', '0.0.0.0') = false",
                "convert_addr('0.0.1.2') = 258",
                "convert_addr('192.0.2.1') = -1073741311",
                "convert_addr('no') = 0",
                "myIpAddress() = 10.9.8.7",
                "isResolvableEx('six.example.com') = true",
                "isResolvableEx('no.example.com') = false",
                "dnsResolveEx('web.example.com') = 192.0.2.10;2001:db8:0:0:0:0:0:10",
                "dnsResolveEx('no.example.com') = ''",
                "myIpAddressEx() = 10.9.8.7;2001:db8:0:0:0:0:0:77",
                "isInNetEx('10.1.2.3', '10.0.0.0/8') = true",
                "isInNetEx('11.1.2.3', '10.0.0.0/8') = false",
                "isInNetEx('2001:db8:1::1', '2001:db8::/32') = true",
                "isInNetEx('2001:db9::1', '2001:db8::/32') = false",
                "isInNetEx('2001:db9::1', '2001:db8::/31') = true",
                "isInNetEx('10.1.2.3', '2001:db8::/0') = false",
                "isInNetEx('10.1.2.3', '10.0.0.0/33') = false",
                "isInNetEx('10.1.2.3', '10.0.0.0') = false",
                "isInNetEx('inside.example.com', '10.0.0.0/8') = false",
                "sortIpAddressList('10.2.3.9;2001:db8::2;10.2.3.4;2001:db8::1;192.0.2.1') "
                        + "= 2001:db8:0:0:0:0:0:1;2001:db8:0:0:0:0:0:2;10.2.3.4;10.2.3.9;192.0.2.1",
                "sortIpAddressList('10.2.3.9;no') = false",
                "sortIpAddressList('') = false",
                "getClientVersion() = 1.0",
                "alert('x') = null",
                "weekdayRange('MON', 'WED') = true",
                "dateRange(24, 'NOV', 2026, 24, 'NOV', 2026) = true",
                "timeRange(12) = true",
                "timeRange(11, 'GMT') = true",
            })
    void answersAsBrowsersDo(String expression, String value) throws InterruptedException {
        assertThat(Scripts.value(expression)).isEqualTo(value);
    }

    @Test
    void aMachineWithoutAnAddressHasTheOneOfItself() throws InterruptedException {
        Surroundings alone = new Surroundings(Scripts.RESOLVER, List::of, Scripts.NOON, () -> 0);

        assertThat(Scripts.value("myIpAddress() + myIpAddressEx()", alone)).isEqualTo("127.0.0.1");
    }

    @Test
    void aWrongExpressionIsAnErrorOfTheScript() {
        assertThatThrownBy(() -> Scripts.value("shExpMatch('a', '(')"))
                .isInstanceOf(PacException.class)
                .hasMessageContaining("SyntaxError");
    }

    @Test
    void aTextThatIsNoNameIsNotLookedUp() throws InterruptedException {
        Surroundings world = Scripts.world((name, patience) -> {
            throw new AssertionError(name);
        });

        assertThat(Scripts.value("[dnsResolve('a b'), isResolvable('1.2.3'), dnsResolveEx('x'.repeat(5000))]", world))
                .isEqualTo(",false,");
    }
}
