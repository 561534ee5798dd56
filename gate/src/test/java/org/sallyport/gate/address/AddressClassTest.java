package org.sallyport.gate.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressClassTest {

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "1.0.0.0, PUBLIC",
        "172.32.0.1, PUBLIC",
        "100.128.0.1, PUBLIC",
        "223.255.255.255, PUBLIC",
        "2606:4700::1111, PUBLIC",
        "64:ff9b::808:808, PUBLIC",
        "2001:4860::5efe:8.8.8.8, PUBLIC",
        "64:ff9b::7f00:1, LOOPBACK",
        "64:ff9b::a9fe:a9fe, METADATA",
        "::ffff:10.0.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "100.127.255.255, CARRIER_NAT",
        "169.254.169.254, METADATA",
        "169.254.169.253, LINK_LOCAL",
        "fd00:ec2::254, METADATA",
        "fdff::1, PRIVATE",
        "2002:808:808::1, EMBEDDED",
        "2001::1, EMBEDDED",
        "::1.2.3.4, EMBEDDED",
        "2001:db8::1, DOCUMENTATION",
        "3fff::1, DOCUMENTATION",
        "1fff::1, RESERVED",
        "0.255.255.255, UNSPECIFIED"
    })
    void knowsToWhomAnAddressBelongs(String address, AddressClass expected) {
        assertThat(AddressClass.of(InetAddress.ofLiteral(address))).isEqualTo(expected);
    }

    @Property
    void whatJavaKnowsToBeSpecialIsNotPublic(@ForAll @Size(4) byte[] octets) throws Exception {
        InetAddress address = InetAddress.getByAddress(octets);
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();

        if (special) {
            assertThat(AddressClass.of(address)).isNotEqualTo(AddressClass.PUBLIC);
        }
    }

    @Property
    void anAddressInsideNat64IsWhatItIsByItself(@ForAll @Size(4) byte[] octets) throws Exception {
        byte[] inside = new byte[16];
        inside[1] = 0x64;
        inside[2] = (byte) 0xff;
        inside[3] = (byte) 0x9b;
        System.arraycopy(octets, 0, inside, 12, 4);

        assertThat(AddressClass.of(InetAddress.getByAddress(inside)))
                .isEqualTo(AddressClass.of(InetAddress.getByAddress(octets)));
    }
}
