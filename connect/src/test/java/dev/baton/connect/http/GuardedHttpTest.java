package dev.baton.connect.http;

import static dev.baton.connect.FakeSystem.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.FakeSystem;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardedHttpTest {

    private static Outgoing get(String address, Duration timeout) {
        return new Outgoing(
                "GET", URI.create(address), Map.of(), Optional.empty(), Optional.empty(), timeout, 1024, true);
    }

    /** The second look-up answers with the address of a cloud's metadata service. */
    @Test
    void everyHopIsJudgedAnew() throws Exception {
        var addresses = List.of("127.0.0.1", "169.254.169.254").iterator();
        var guard = new NetworkGuard(true, host -> List.of(InetAddress.ofLiteral(addresses.next())));
        try (var system = new FakeSystem()
                        .on("/a", status(302, "", "Location", "/b"))
                        .on("/b", status(200, "{}"));
                var http = new GuardedHttp(guard, Duration.ofSeconds(10))) {
            assertThat(http.send(get(system.url() + "/a", Duration.ofSeconds(20))))
                    .isInstanceOf(Exchange.Forbidden.class);
            assertThat(system.requests()).hasSize(1);
        }
    }

    @Test
    void nothingIsSentWhenTimeWasUpBefore() throws Exception {
        try (var system = new FakeSystem();
                var http = new GuardedHttp(new NetworkGuard(true, HostLookup.SYSTEM), Duration.ofSeconds(10))) {
            assertThat(http.send(get(system.url(), Duration.ZERO))).isInstanceOf(Exchange.NotSent.class);
            assertThat(system.requests()).isEmpty();
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheAnswer() throws Exception {
        try (var system = new FakeSystem().on("/a", status(200, "\uFEFF{}"));
                var http = new GuardedHttp(new NetworkGuard(true, HostLookup.SYSTEM), Duration.ofSeconds(10))) {
            assertThat(http.send(get(system.url() + "/a", Duration.ofSeconds(20))))
                    .isInstanceOfSatisfying(
                            Exchange.Answered.class,
                            answer -> assertThat(answer.body()).isEqualTo(new Exchange.Body.Text("{}")));
        }
    }
}
