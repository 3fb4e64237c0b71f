package dev.baton.connect.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides where requests may go, so that neither a definition nor a redirect turns Baton into a way into the network it
 * runs in (server-side request forgery).
 *
 * <p>Only http and https; every address of the host must be allowed. Public addresses always are, private ones only for
 * connections that say so, and link-local (where clouds serve their credentials), multicast and reserved ones never.
 *
 * <p>The JDK's client looks hosts up itself and cannot be told which address to take, so the check is made right before
 * each request and each redirect. Both look-ups are answered by the JVM's address cache (30 s unless {@code
 * networkaddress.cache.ttl} says otherwise), which is what keeps a host from changing its address in between.
 */
public final class NetworkGuard {
    private final boolean privateNetwork;
    private final HostLookup lookup;

    public NetworkGuard(boolean privateNetwork, HostLookup lookup) {
        this.privateNetwork = privateNetwork;
        this.lookup = lookup;
    }

    /** Empty when a request may go there, else what became of it. */
    Optional<Exchange> objection(URI uri) {
        var scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme)) {
            return Optional.of(new Exchange.Forbidden("only http and https addresses are called, not " + scheme + ":"));
        }
        var host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null) {
            return Optional.of(new Exchange.Forbidden("the address needs a host, and no user or password in it"));
        }
        try {
            return lookup.addresses(host).stream()
                    .flatMap(address -> objection(host, address).stream())
                    .findFirst();
        } catch (UnknownHostException e) {
            return Optional.of(new Exchange.NotSent("the host " + host + " is not known"));
        }
    }

    /** Why a host may not be called, if it may not: for what does not speak HTTP. */
    public Optional<String> objectionTo(String host) {
        try {
            return lookup.addresses(host).stream()
                    .flatMap(address -> objection(host, address).stream())
                    .map(NetworkGuard::words)
                    .findFirst();
        } catch (UnknownHostException e) {
            return Optional.of("the host " + host + " is not known");
        }
    }

    static String words(Exchange objection) {
        return switch (objection) {
            case Exchange.Forbidden(var reason) -> reason;
            case Exchange.NotSent(var reason) -> reason;
            case Exchange.Lost(var reason) -> reason;
            case Exchange.Answered ignored -> "it is not called";
        };
    }

    private Optional<Exchange> objection(String host, InetAddress address) {
        return switch (AddressKind.of(address)) {
            case PUBLIC -> Optional.empty();
            case PRIVATE ->
                privateNetwork
                        ? Optional.empty()
                        : Optional.of(new Exchange.Forbidden("the host " + host
                                + " has a loopback or private address, which is called only by a connection with"
                                + " 'network: private'"));
            case NEVER ->
                Optional.of(new Exchange.Forbidden("the host " + host
                        + " has a link-local, multicast or reserved address, which is never called"));
        };
    }
}
