package dev.baton.connect.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user and a password for the Authorization header (RFC 7617). */
public final class BasicLogin implements Secret {
    private final String password;
    private final String encoded;

    private BasicLogin(String user, String password) {
        this.password = password;
        this.encoded = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when the two cannot be written as one; the message repeats neither */
    public static BasicLogin of(String user, String password) {
        if (user.isBlank() || password.isBlank()) {
            throw new IllegalArgumentException("the user or the password is empty");
        }
        if (user.contains(":")) {
            throw new IllegalArgumentException("the user holds a colon, which basic authentication cannot carry");
        }
        return new BasicLogin(user.strip(), password.strip());
    }

    @Override
    public URI in(URI uri) {
        return uri;
    }

    @Override
    public void addTo(HttpRequest.Builder request) {
        request.setHeader("Authorization", "Basic " + encoded);
    }

    @Override
    public String hiddenIn(String text) {
        return text.replace(encoded, HIDDEN).replace(password, HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
