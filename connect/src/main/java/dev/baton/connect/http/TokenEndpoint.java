package dev.baton.connect.http;

import dev.baton.connect.source.ConnectionException;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.principal.Principal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Tokens from an OAuth 2 token endpoint: for Baton itself (RFC 6749, section 4.4), or in the name of whom a call is done
 * for (RFC 8693). A token is kept until shortly before it ends; its endpoint is guarded as every other address.
 */
final class TokenEndpoint implements Credentials.Issuer {
    private static final int LARGEST_ANSWER = 64 << 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    /** A token is taken for ended this long before it is, because a call takes time too. */
    private static final Duration MARGIN = Duration.ofSeconds(30);
    /** Of tokens whose endpoint does not say how long they live. */
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    private static final int MOST_PEOPLE = 1000;

    private final Login login;
    private final Optional<Exchanged> exchanged;
    private final GuardedHttp http;
    private final InstantSource clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final ReentrantLock fetching = new ReentrantLock();

    /** How Baton proves who it is. */
    record Login(URI url, BasicLogin secret, Optional<String> scope) {}

    /** In whose name tokens are asked for. */
    record Exchanged(Optional<String> audience, SignedSubject subject) {}

    private record Token(BearerToken secret, Instant until) {}

    TokenEndpoint(Login login, Optional<Exchanged> exchanged, GuardedHttp http, InstantSource clock) {
        this.login = login;
        this.exchanged = exchanged;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Optional<Secret> secretFor(Principal principal, Duration timeout)
            throws ConnectionException, InterruptedException {
        var whom = whom(principal);
        fetching.lockInterruptibly();
        try {
            var known = Optional.ofNullable(tokens.get(whom))
                    .filter(token -> clock.instant().isBefore(token.until()));
            return Optional.of((known.isPresent() ? known.get() : fetched(whom, timeout)).secret());
        } finally {
            fetching.unlock();
        }
    }

    private String whom(Principal principal) {
        return exchanged.isPresent() ? principal.subject().id() : "";
    }

    private Token fetched(String whom, Duration timeout) throws ConnectionException, InterruptedException {
        var wait = timeout.compareTo(LONGEST_WAIT) < 0 ? timeout : LONGEST_WAIT;
        var headers = Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded");
        var request = new Outgoing(
                "POST",
                login.url(),
                headers,
                Optional.of(form(whom)),
                Optional.of(login.secret()),
                wait,
                LARGEST_ANSWER,
                false);
        var token = switch (http.send(request)) {
            case Exchange.Answered answer -> token(answer);
            case Exchange.NotSent(var reason) -> throw none(reason);
            case Exchange.Forbidden(var reason) -> throw none(reason);
            case Exchange.Lost(var reason) -> throw none(reason);
        };
        if (tokens.size() >= MOST_PEOPLE) {
            tokens.clear();
        }
        tokens.put(whom, token);
        return token;
    }

    private String form(String whom) {
        var fields = new LinkedHashMap<String, String>();
        login.scope().ifPresent(scope -> fields.put("scope", scope));
        exchanged.ifPresentOrElse(
                exchange -> {
                    var audience = Origin.of(login.url()).toString();
                    fields.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
                    fields.put("subject_token", exchange.subject().token(whom, audience, clock.instant()));
                    fields.put("subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
                    exchange.audience().ifPresent(wanted -> fields.put("audience", wanted));
                },
                () -> fields.put("grant_type", "client_credentials"));
        return fields.entrySet().stream()
                .map(field -> Percent.encoded(field.getKey()) + "=" + Percent.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private Token token(Exchange.Answered answer) throws ConnectionException {
        if (answer.status() != 200 || !(answer.body() instanceof Exchange.Body.Text(var text))) {
            throw none("it answered with status " + answer.status());
        }
        try {
            var json = Json.parse(text);
            var secret = BearerToken.of(json.textAt("access_token").orElse(""));
            var life = json.get("expires_in")
                    .filter(Json.Whole.class::isInstance)
                    .map(seconds -> Duration.ofSeconds(((Json.Whole) seconds).value()))
                    .orElse(USUAL_LIFE);
            return new Token(secret, clock.instant().plus(life).minus(MARGIN));
        } catch (JsonException | IllegalArgumentException e) {
            throw none("its answer holds no token");
        }
    }

    private static ConnectionException none(String reason) {
        return new ConnectionException("no token could be had from the token endpoint: " + reason);
    }

    @Override
    public boolean renews(Principal principal) {
        return tokens.remove(whom(principal)) != null;
    }

    @Override
    public String hiddenIn(String text) {
        var hidden = login.secret().hiddenIn(text);
        for (var token : tokens.values()) {
            hidden = token.secret().hiddenIn(hidden);
        }
        return hidden;
    }

    @Override
    public String toString() {
        return "tokens of " + Origin.of(login.url());
    }
}
