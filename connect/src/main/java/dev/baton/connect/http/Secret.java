package dev.baton.connect.http;

import java.net.URI;
import java.net.http.HttpRequest;

/** What a request carries to prove who sends it. It never appears in a message or in {@code toString}. */
public sealed interface Secret permits BearerToken, BasicLogin, ApiKey {
    String HIDDEN = "***";

    /** The address with the secret, for those that travel in it. */
    URI in(URI uri);

    /** Adds the header, for those that travel in one. */
    void addTo(HttpRequest.Builder request);

    /** The text without the secret, for systems that repeat what they were sent. */
    String hiddenIn(String text);

    /** @throws IllegalArgumentException when a header cannot carry it; the message does not repeat it */
    static String checked(String secret, String noun) {
        var text = secret.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + noun + " is empty");
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "the " + noun + " holds spaces or characters that a header cannot carry");
        }
        return text;
    }
}
