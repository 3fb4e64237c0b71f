package dev.baton.callback;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where callbacks may go. What is not listed is not called.
 *
 * @param all the first that a URL belongs to counts
 * @param seal with which credentials of callers are encrypted before they are stored; a reference, not the key itself
 */
public record Receivers(List<Receiver> all, Optional<String> seal) {
    public static final Receivers NONE = new Receivers(List.of(), Optional.empty());

    public Receivers {
        all = List.copyOf(all);
    }

    /**
     * Somebody who may be told.
     *
     * @param origin scheme, host and port as a URL; a host may begin with {@code *.}, or be {@code *} for every host;
     *     may refer to settings
     * @param secrets with which what is sent there is signed, all that are in force
     * @param privateNetwork whether it may lead into the own network
     */
    public record Receiver(String name, String origin, List<SigningSecret> secrets, boolean privateNetwork) {
        public Receiver {
            secrets = List.copyOf(secrets);
        }
    }

    /**
     * A secret shared with a receiver.
     *
     * @param reference to it, not the secret itself
     * @param until when it is no longer signed with; it is rotated by a new one beside it
     */
    public record SigningSecret(String reference, Optional<Instant> until) {
        public boolean isInForce(Instant now) {
            return until.map(now::isBefore).orElse(true);
        }
    }

    /** Whether a URL has this origin. */
    public static boolean covers(String origin, URI url) {
        var wildcard = origin.indexOf("://*");
        if (wildcard < 0) {
            return sameOrigin(URI.create(origin), url);
        }
        // a star is no host name, so that the rest is compared with a letter in its place
        var rest = origin.substring(wildcard + 4);
        var pattern = URI.create(origin.substring(0, wildcard) + "://x" + rest);
        var host = host(url);
        var ending = host(pattern).substring(1);
        return scheme(pattern).equals(scheme(url))
                && port(pattern) == port(url)
                && host.endsWith(ending)
                && host.length() > ending.length();
    }

    private static boolean sameOrigin(URI one, URI other) {
        return scheme(one).equals(scheme(other)) && host(one).equals(host(other)) && port(one) == port(other);
    }

    private static String scheme(URI uri) {
        return Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    }

    private static String host(URI uri) {
        return Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return scheme(uri).equals("https") ? 443 : 80;
    }
}
