package dev.baton.server.door.hook;

import dev.baton.trigger.Verification.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes with the secrets of a trigger: the current one, and those that it takes the place of. */
final class Signer {
    /** Secrets that are shorter could be guessed. */
    static final int SHORTEST = 16;

    private final List<SecretKeySpec> keys;

    private Signer(List<SecretKeySpec> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Secrets whose characters are the key. */
    static Signer ofTexts(Algorithm algorithm, List<String> secrets) {
        return ofBytes(
                algorithm,
                secrets.stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toList(),
                SHORTEST);
    }

    /** @throws IllegalArgumentException when a key is shorter than {@code shortest} bytes */
    static Signer ofBytes(Algorithm algorithm, List<byte[]> secrets, int shortest) {
        secrets.stream().filter(secret -> secret.length < shortest).findFirst().ifPresent(secret -> {
            throw new IllegalArgumentException("a secret of this trigger has " + secret.length
                    + " bytes; one that cannot be guessed has at least " + shortest);
        });
        return new Signer(secrets.stream()
                .map(secret -> new SecretKeySpec(secret, algorithm.javaName()))
                .toList());
    }

    /**
     * Whether any of the signatures is one of the parts, one after another, under any of the keys. Everything is
     * compared, so that the time taken tells nothing.
     */
    boolean signed(List<byte[]> signatures, byte[]... parts) {
        var found = false;
        for (var key : keys) {
            var expected = mac(key, parts);
            for (var signature : signatures) {
                found |= MessageDigest.isEqual(expected, signature);
            }
        }
        return found;
    }

    private static byte[] mac(SecretKeySpec key, byte[]... parts) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + key.getAlgorithm(), e);
        }
    }

    @Override
    public String toString() {
        return "Signer[" + keys.size() + " keys]";
    }
}
