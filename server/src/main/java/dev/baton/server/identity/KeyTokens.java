package dev.baton.server.identity;

import dev.baton.principal.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys that services were given. Only their digests are kept. */
public final class KeyTokens implements Tokens {
    /** Keys that are shorter could be guessed. */
    public static final int SHORTEST = 24;

    private final Map<Principal, byte[]> digests = new LinkedHashMap<>();

    /** @throws IllegalArgumentException when a key is too short; the message does not hold it */
    public KeyTokens(Map<Principal, String> keys) {
        keys.forEach((owner, key) -> {
            if (key.length() < SHORTEST) {
                throw new IllegalArgumentException("the key of " + owner.reference() + " has " + key.length()
                        + " characters; one that cannot be guessed has at least " + SHORTEST);
            }
            digests.put(owner, digest(key));
        });
    }

    @Override
    public Checked check(String token) {
        var asked = digest(token);
        Optional<Principal> found = Optional.empty();
        // all of them are compared, so that the time taken tells nothing
        for (var entry : digests.entrySet()) {
            if (MessageDigest.isEqual(entry.getValue(), asked)) {
                found = Optional.of(entry.getKey());
            }
        }
        return found.<Checked>map(Checked.Of::new).orElseGet(() -> new Checked.Refused("the key is nobody's"));
    }

    @Override
    public List<String> issuers() {
        return List.of();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "the keys of "
                + digests.keySet().stream().map(Principal::reference).toList();
    }
}
