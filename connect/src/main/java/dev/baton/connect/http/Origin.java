package dev.baton.connect.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Scheme, host and port (RFC 6454): whom a request reaches. */
public record Origin(String scheme, String host, int port) {

    public static Origin of(URI uri) {
        var scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        var host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        return new Origin(scheme, host, uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80);
    }

    @Override
    public String toString() {
        var usual = scheme.equals("https") ? 443 : 80;
        return scheme + "://" + host + (port == usual ? "" : ":" + port);
    }
}
