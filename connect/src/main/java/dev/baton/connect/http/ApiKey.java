package dev.baton.connect.http;

import java.net.URI;
import java.net.http.HttpRequest;

/** A key in a header, or in the query, that the system names itself. */
public final class ApiKey implements Secret {
    private final boolean inQuery;
    private final String name;
    private final String key;

    private ApiKey(boolean inQuery, String name, String key) {
        this.inQuery = inQuery;
        this.name = name;
        this.key = key;
    }

    /** @throws IllegalArgumentException when it cannot travel there; the message does not repeat the key */
    public static ApiKey inHeader(String name, String key) {
        HeaderNames.objection(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return new ApiKey(false, name, Secret.checked(key, "key"));
    }

    /** @throws IllegalArgumentException when the key is empty or not plain; the message does not repeat it */
    public static ApiKey inQuery(String name, String key) {
        return new ApiKey(true, name, Secret.checked(key, "key"));
    }

    @Override
    public URI in(URI uri) {
        if (!inQuery) {
            return uri;
        }
        var query = Percent.encoded(name) + "=" + Percent.encoded(key);
        var before = uri.getRawQuery();
        var base = uri.toString();
        var fragment = base.indexOf('#');
        var address = fragment < 0 ? base : base.substring(0, fragment);
        return URI.create(address + (before == null ? "?" : "&") + query);
    }

    @Override
    public void addTo(HttpRequest.Builder request) {
        if (!inQuery) {
            request.setHeader(name, key);
        }
    }

    @Override
    public String hiddenIn(String text) {
        return text.replace(key, HIDDEN).replace(Percent.encoded(key), HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
