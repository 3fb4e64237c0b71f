package dev.baton.connect.http;

import dev.baton.connect.source.ConnectionException;
import dev.baton.principal.Principal;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.ToolResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How one connection speaks HTTP: guarded, with its credentials, and with its secrets kept out of what is told. */
public final class HttpAccess implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    private final ConnectionDefinition definition;
    private final UnaryOperator<String> texts;
    private final GuardedHttp http;
    private final Route route;
    private final InstantSource clock;
    private volatile Credentials credentials = Credentials.NONE;

    /**
     * @param texts replaces {@code ${config.NAME}} and {@code ${secret.NAME}}
     * @param folder where the path of a trust file begins
     * @throws ConnectionException when the trust file or the proxy cannot be used
     */
    public HttpAccess(ConnectionDefinition definition, UnaryOperator<String> texts, Path folder, InstantSource clock)
            throws ConnectionException {
        this.definition = definition;
        this.texts = texts;
        this.clock = clock;
        var half = definition.timeout().dividedBy(2);
        this.route = Route.of(definition.options(), texts, folder);
        this.http = new GuardedHttp(
                new NetworkGuard(definition.privateNetwork(), HostLookup.SYSTEM),
                half.compareTo(TO_CONNECT) < 0 ? half : TO_CONNECT,
                route);
    }

    /** Looks the secrets up again. @throws ConnectionException when one is missing or cannot be used */
    public void readCredentials() throws ConnectionException {
        credentials = new CredentialReader(texts, http, clock).read(definition);
    }

    /** The url of the connection with its settings filled in. */
    public String url() throws ConnectionException {
        try {
            return texts.apply(definition.url());
        } catch (IllegalArgumentException e) {
            throw new ConnectionException("its url cannot be used: " + e.getMessage());
        }
    }

    /** The same as an address. */
    public URI address() throws ConnectionException {
        try {
            return URI.create(url());
        } catch (IllegalArgumentException e) {
            // without the cause, which repeats the url and any secret in it
            throw new ConnectionException("its url is not an address; write https://... or file:...");
        }
    }

    /**
     * Sends a request with the credentials for reads or for writes. A token that is not accepted any more is renewed, and
     * the request sent once more: whoever answers 401 has done nothing.
     */
    public Exchange send(Outgoing request, Access access, Principal principal) throws InterruptedException {
        var issuer = credentials.of(access);
        try {
            var exchange = http.send(request.with(issuer.secretFor(principal, request.timeout())));
            return exchange instanceof Exchange.Answered answer && answer.status() == 401 && issuer.renews(principal)
                    ? http.send(request.with(issuer.secretFor(principal, request.timeout())))
                    : exchange;
        } catch (ConnectionException e) {
            return new Exchange.NotSent(String.valueOf(e.getMessage()));
        }
    }

    /** The secret for a call, for clients that send it themselves. */
    public Optional<Secret> secret(Access access, Principal principal, Duration timeout)
            throws ConnectionException, InterruptedException {
        return credentials.of(access).secretFor(principal, timeout);
    }

    /** Whether reads have credentials of their own. */
    public boolean readsApart() {
        return definition.readAuth().isPresent();
    }

    /** For clients that send requests themselves: on the same way, but without the guard, which they have to ask. */
    public HttpClient.Builder client() {
        return route.client().connectTimeout(TO_CONNECT);
    }

    public GuardedHttp http() {
        return http;
    }

    /** Systems repeat what they were sent, also secrets, in what they say about a problem. */
    public ToolResult hidden(ToolResult result) {
        return switch (result) {
            case ToolResult.Done done -> done;
            case ToolResult.Refused(var refusal, var reason) -> new ToolResult.Refused(refusal, hiddenIn(reason));
            case ToolResult.Unavailable(var reason, var retryAfter) ->
                new ToolResult.Unavailable(hiddenIn(reason), retryAfter);
            case ToolResult.Unknown(var reason) -> new ToolResult.Unknown(hiddenIn(reason));
        };
    }

    /** The text without any of the secrets. */
    public String hiddenIn(String text) {
        return credentials.hiddenIn(text);
    }

    public Optional<String> trouble() {
        return http.trouble();
    }

    @Override
    public void close() {
        http.close();
    }
}
