package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.tool.Auth;
import java.util.List;
import java.util.Optional;

/** Reads how a connection proves who it is. Secrets never stand in the file itself. */
final class AuthReader {
    private static final List<String> TYPES =
            List.of("bearer", "basic", "api-key", "client-credentials", "token-exchange");

    private AuthReader() {}

    static Optional<Auth> read(Fields fields, String name) {
        return fields.child(name).flatMap(auth -> {
            auth.required("type");
            return auth.word("type", TYPES).flatMap(type -> switch (type) {
                case "bearer" -> bearer(auth);
                case "basic" -> basic(auth);
                case "api-key" -> apiKey(auth);
                case "client-credentials" -> login(auth).map(login -> login);
                default -> exchange(auth);
            });
        });
    }

    private static Optional<Auth> bearer(Fields auth) {
        var token = secret(auth, "token", "a token");
        return auth.endWith(() -> new Auth.Bearer(token));
    }

    private static Optional<Auth> basic(Fields auth) {
        var user = setting(auth, "user");
        var password = secret(auth, "password", "a password");
        return auth.endWith(() -> new Auth.Basic(user, password));
    }

    private static Optional<Auth> apiKey(Fields auth) {
        var header = auth.optionalText("header");
        var query = auth.optionalText("query");
        if (header.isPresent() == query.isPresent()) {
            auth.problem("", "a key travels in a 'header' or in the 'query': give the name of one of them");
        }
        var value = secret(auth, "value", "a key");
        return auth.endWith(
                () -> new Auth.ApiKey(query.isPresent(), query.or(() -> header).orElse(""), value));
    }

    private static Optional<Auth.ClientCredentials> login(Fields auth) {
        var url = setting(auth, "url");
        var id = setting(auth, "clientId");
        var secret = secret(auth, "clientSecret", "a client secret");
        var scope = auth.optionalText("scope");
        return auth.endWith(() -> new Auth.ClientCredentials(url, id, secret, scope));
    }

    private static Optional<Auth> exchange(Fields auth) {
        var url = setting(auth, "url");
        var id = setting(auth, "clientId");
        var secret = secret(auth, "clientSecret", "a client secret");
        var scope = auth.optionalText("scope");
        var audience = auth.optionalText("audience");
        var issuer = auth.text("issuer");
        var key = secret(auth, "signingKey", "a key");
        return auth.endWith(() ->
                new Auth.TokenExchange(new Auth.ClientCredentials(url, id, secret, scope), audience, issuer, key));
    }

    private static String setting(Fields auth, String name) {
        var text = auth.text(name);
        if (text.contains("${")) {
            var config = Settings.problemOf(text, "config");
            config.filter(problem -> Settings.problemOf(text, "secret").isPresent())
                    .ifPresent(problem -> auth.problem(name, problem));
        }
        return text;
    }

    private static String secret(Fields auth, String name, String noun) {
        var text = auth.text(name);
        var problem = text.contains("${")
                ? Settings.problemOf(text, "secret")
                : Optional.of(noun + " does not belong in a file; write ${secret.NAME}");
        problem.filter(told -> auth.has(name)).ifPresent(told -> auth.problem(name, told));
        return text;
    }
}
