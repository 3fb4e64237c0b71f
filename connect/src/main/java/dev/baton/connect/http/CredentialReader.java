package dev.baton.connect.http;

import dev.baton.connect.source.ConnectionException;
import dev.baton.tool.Auth;
import dev.baton.tool.ConnectionDefinition;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Fills the secrets into what a connection's file says of its credentials. */
record CredentialReader(UnaryOperator<String> texts, GuardedHttp http, InstantSource clock) {

    Credentials read(ConnectionDefinition definition) throws ConnectionException {
        var writes = issuer(definition.auth(), "auth");
        var reads = definition.readAuth().isPresent() ? issuer(definition.readAuth(), "readAuth") : writes;
        return new Credentials(reads, writes);
    }

    private Credentials.Issuer issuer(Optional<Auth> auth, String name) throws ConnectionException {
        try {
            return auth.isEmpty() ? new Credentials.Issuer.Fixed(Optional.empty()) : issuer(auth.get());
        } catch (IllegalArgumentException e) {
            throw new ConnectionException("its '" + name + "' cannot be used: " + e.getMessage());
        }
    }

    private Credentials.Issuer issuer(Auth auth) {
        return switch (auth) {
            case Auth.Bearer(var token) -> fixed(BearerToken.of(texts.apply(token)));
            case Auth.Basic(var user, var password) -> fixed(BasicLogin.of(texts.apply(user), texts.apply(password)));
            case Auth.ApiKey(var inQuery, var name, var value) ->
                fixed(inQuery ? ApiKey.inQuery(name, texts.apply(value)) : ApiKey.inHeader(name, texts.apply(value)));
            case Auth.ClientCredentials login -> new TokenEndpoint(login(login), Optional.empty(), http, clock);
            case Auth.TokenExchange(var login, var audience, var issuer, var key) ->
                new TokenEndpoint(
                        login(login),
                        Optional.of(new TokenEndpoint.Exchanged(
                                audience, new SignedSubject(issuer, Secret.checked(texts.apply(key), "signing key")))),
                        http,
                        clock);
        };
    }

    private static Credentials.Issuer fixed(Secret secret) {
        return new Credentials.Issuer.Fixed(Optional.of(secret));
    }

    private TokenEndpoint.Login login(Auth.ClientCredentials login) {
        return new TokenEndpoint.Login(
                URI.create(texts.apply(login.url())),
                BasicLogin.of(texts.apply(login.clientId()), texts.apply(login.clientSecret())),
                login.scope());
    }
}
