package dev.baton.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A system whose certificate nobody vouches for. */
class CertificateTest {
    @Test
    @Timeout(180)
    void nothingIsSentToASystemWhoseCertificateIsNotTrusted(@TempDir Path folder) throws Exception {
        var served = new AtomicInteger();
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(TestCertificate.in(folder).context()));
        server.createContext("/", exchange -> {
            served.incrementAndGet();
            exchange.close();
        });
        server.start();
        try (var http = new GuardedHttp(new NetworkGuard(true, HostLookup.SYSTEM), Duration.ofSeconds(10))) {
            var address = "https://127.0.0.1:" + server.getAddress().getPort();
            var exchange = http.send(new Outgoing(
                    "POST",
                    URI.create(address + "/pay"),
                    Map.of(),
                    Optional.of("{}"),
                    Optional.of(BearerToken.of("hunter2")),
                    Duration.ofSeconds(20),
                    1024,
                    false));
            assertThat(exchange).isEqualTo(new Exchange.NotSent("the certificate of " + address + " is not trusted"));
            assertThat(http.trouble()).isPresent();
        } finally {
            server.stop(0);
        }
        assertThat(served).hasValue(0);
    }
}
