package dev.baton.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Credentials as a connection's file says them, with the {@code ${secret.NAME}} not yet looked up. */
public sealed interface Auth {

    /** Every text of it, by the name of its key in the file, so that what is not set can be told beforehand. */
    Map<String, String> texts();

    /** RFC 6750. */
    record Bearer(String token) implements Auth {
        @Override
        public Map<String, String> texts() {
            return Map.of("token", token);
        }
    }

    /** RFC 7617; also the login to a database. */
    record Basic(String user, String password) implements Auth {
        @Override
        public Map<String, String> texts() {
            return Map.of("user", user, "password", password);
        }
    }

    /** A key in a header or in the query. */
    record ApiKey(boolean inQuery, String name, String value) implements Auth {
        @Override
        public Map<String, String> texts() {
            return Map.of("value", value);
        }
    }

    /**
     * Tokens from a token endpoint, as Baton itself (RFC 6749, section 4.4).
     *
     * @param url the token endpoint
     */
    record ClientCredentials(String url, String clientId, String clientSecret, Optional<String> scope) implements Auth {
        @Override
        public Map<String, String> texts() {
            return Map.of("url", url, "clientId", clientId, "clientSecret", clientSecret);
        }
    }

    /**
     * Tokens from a token endpoint, in the name of whom a call is done for (RFC 8693). Who that is stands in a token that
     * Baton signs: a JWT by HS256 whose {@code sub} is the principal's id.
     *
     * @param login of the client at the token endpoint
     * @param audience of the token that is asked for
     * @param issuer of the signed token
     * @param signingKey shared with the token endpoint
     */
    record TokenExchange(ClientCredentials login, Optional<String> audience, String issuer, String signingKey)
            implements Auth {
        @Override
        public Map<String, String> texts() {
            var texts = new LinkedHashMap<>(login.texts());
            texts.put("signingKey", signingKey);
            return texts;
        }
    }
}
