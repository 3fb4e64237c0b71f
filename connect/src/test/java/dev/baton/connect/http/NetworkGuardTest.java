package dev.baton.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkGuardTest {

    private static NetworkGuard guard(boolean privateNetwork, String... addresses) {
        return new NetworkGuard(
                privateNetwork,
                host -> Stream.of(addresses).map(InetAddress::ofLiteral).toList());
    }

    private static boolean allows(boolean privateNetwork, String... addresses) {
        return guard(privateNetwork, addresses)
                .objection(URI.create("https://shop.test/orders"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.0.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.255.255",
                "192.169.0.1",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "169.253.255.255",
                "169.255.0.1",
                "223.255.255.255",
                "198.20.0.1",
                "2606:4700:4700::1111",
                "2a00:1450:4001:80b::200e",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1"
            })
    void publicAddressesAreCalledByAll(String address) {
        assertThat(allows(false, address)).isTrue();
        assertThat(allows(true, address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "::1",
                "fc00::1",
                "fd12:3456::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::c0a8:1",
                "2002:7f00:1::1",
                "2002:a00:1::"
            })
    void privateAddressesAreCalledByConnectionsThatSaySo(String address) {
        assertThat(allows(false, address)).isFalse();
        assertThat(allows(true, address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "169.254.170.2",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.1",
                "198.18.0.1",
                "192.0.0.192",
                "100.100.100.200",
                "::",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "fd00:ec2::254",
                "2001:db8::1",
                "2001::1",
                "64:ff9b:1::1",
                "100::1",
                "::ffff:169.254.169.254",
                "::ffff:0.0.0.0",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "::169.254.169.254"
            })
    void addressesWhereNoBusinessSystemAnswersAreNeverCalled(String address) {
        assertThat(allows(false, address)).isFalse();
        assertThat(allows(true, address)).isFalse();
    }

    @Test
    void everyAddressOfAHostMustBeAllowed() {
        assertThat(allows(false, "8.8.8.8", "8.8.4.4")).isTrue();
        assertThat(allows(false, "8.8.8.8", "10.0.0.1")).isFalse();
        assertThat(allows(true, "10.0.0.1", "169.254.169.254")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://shop.test/",
                "file:///etc/passwd",
                "gopher://shop.test/",
                "jar:http://shop.test/",
                "/orders",
                "http:///orders",
                "http:orders",
                "http://user:hunter2@shop.test/",
                "http://user@shop.test/"
            })
    void onlyPlainHttpAddressesAreCalled(String address) {
        assertThat(guard(true, "8.8.8.8").objection(URI.create(address)))
                .hasValueSatisfying(objection -> assertThat(objection)
                        .isInstanceOf(Exchange.Forbidden.class)
                        .asString()
                        .doesNotContain("hunter2"));
    }

    @Test
    void aHostThatNobodyKnowsIsNotForbiddenButMayBeTriedAgain() {
        var guard = new NetworkGuard(false, host -> {
            throw new UnknownHostException(host);
        });
        assertThat(guard.objection(URI.create("http://gone.test/")))
                .contains(new Exchange.NotSent("the host gone.test is not known"));
    }

    @Test
    void aHostIsLookedUpAnewForEachRequest() {
        var answers = List.of("8.8.8.8", "127.0.0.1").iterator();
        var guard = new NetworkGuard(false, host -> List.of(InetAddress.ofLiteral(answers.next())));
        assertThat(guard.objection(URI.create("http://rebinding.test/"))).isEmpty();
        assertThat(guard.objection(URI.create("http://rebinding.test/"))).isPresent();
    }

    /** Spellings of loopback that some libraries read differently than others: whatever they are read as is judged. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.1/",
                "http://2130706433/",
                "http://[::ffff:7f00:1]/",
                "http://[::1]/",
                "http://localhost/"
            })
    void otherSpellingsOfLoopbackAreLoopback(String address) {
        var guard = new NetworkGuard(false, HostLookup.SYSTEM);
        assertThat(guard.objection(URI.create(address))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "http://Shop.test/a, http://shop.test:80",
        "HTTPS://shop.test/a?b, https://shop.test:443",
        "https://shop.test:8443, https://SHOP.test:8443/x"
    })
    void originsAreComparedBySchemeHostAndPort(String one, String other) {
        assertThat(Origin.of(URI.create(one))).isEqualTo(Origin.of(URI.create(other)));
        assertThat(Origin.of(URI.create(one))).isNotEqualTo(Origin.of(URI.create("http://shop.test:8080")));
    }
}
