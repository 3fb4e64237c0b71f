package dev.baton.connect.http;

import dev.baton.connect.source.ConnectionException;
import dev.baton.tool.ConnectionOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Through what requests go, and whose certificates are trusted on the way.
 *
 * @param trust instead of what Java trusts
 * @param proxy that the connection's file names itself; no proxy is taken from the environment. The guard judges the
 *     addresses that this machine knows for a host; where a proxy connects to is the proxy's to judge
 */
public record Route(Optional<SSLContext> trust, Optional<ProxySelector> proxy) {
    public static final Route DIRECT = new Route(Optional.empty(), Optional.empty());

    /** @throws ConnectionException when the trust file cannot be read or the proxy is no address */
    public static Route of(ConnectionOptions options, UnaryOperator<String> texts, Path folder)
            throws ConnectionException {
        var trust = options.trust().isEmpty()
                ? Optional.<SSLContext>empty()
                : Optional.of(trusting(folder.resolve(options.trust().get())));
        var proxy = options.proxy().isEmpty()
                ? Optional.<ProxySelector>empty()
                : Optional.of(proxy(options.proxy().get(), texts));
        return new Route(trust, proxy);
    }

    private static ProxySelector proxy(String written, UnaryOperator<String> texts) throws ConnectionException {
        try {
            var address = URI.create(texts.apply(written));
            if (!"http".equals(address.getScheme()) || address.getHost() == null || address.getPort() < 0) {
                throw new ConnectionException("its proxy is not an address; write http://host:port");
            }
            return ProxySelector.of(new InetSocketAddress(address.getHost(), address.getPort()));
        } catch (IllegalArgumentException e) {
            throw new ConnectionException("its proxy cannot be used; write http://host:port");
        }
    }

    private static SSLContext trusting(Path file) throws ConnectionException {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
            if (number == 0) {
                throw new ConnectionException("its trust file '" + file.getFileName() + "' holds no certificate");
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConnectionException("its trust file '" + file.getFileName() + "' cannot be read as certificates");
        }
    }

    /** A client that goes this way, and follows no redirect by itself. */
    public HttpClient.Builder client() {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxy.orElse(HttpClient.Builder.NO_PROXY));
        trust.ifPresent(builder::sslContext);
        return builder;
    }
}
