package dev.baton.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A system whose certificate nobody vouches for. */
class CertificateTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @Test
    @Timeout(180)
    void nothingIsSentToASystemWhoseCertificateIsNotTrusted(@TempDir Path folder) throws Exception {
        var served = new AtomicInteger();
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder)));
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

    private static SSLContext selfSigned(Path folder) throws Exception {
        var file = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "shop",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(made.waitFor(120, TimeUnit.SECONDS)).isTrue();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
