package dev.baton.server.door.hook;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a sender posted, as it came: nothing of it is to be believed before it was verified. Its text form tells no
 * contents.
 */
final class Delivery {
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /** @param headers by name in any case, each with its values in their order */
    Delivery(Map<String, List<String>> headers, byte[] body) {
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        this.body = body;
    }

    /** The value of a header that is there once. Of two nobody could tell which one was meant. */
    Optional<String> header(String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** The names of all headers, in lower case. */
    List<String> names() {
        return headers.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The very bytes, not to be changed: what is signed is these, not what they are parsed to. */
    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "Delivery[" + body.length + " bytes]";
    }
}
