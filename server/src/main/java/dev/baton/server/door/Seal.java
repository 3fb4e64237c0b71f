package dev.baton.server.door;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets of callers out of the log: what is sealed (AES-256 in GCM) is of no use without the key, which is a
 * secret of the workspace, the same on every node.
 */
public final class Seal {
    private static final int SHORTEST = 24;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param secret at least 24 characters, best drawn at random
     * @throws IllegalArgumentException when it is shorter; the message does not hold it
     */
    public Seal(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("the seal of callbacks has at least " + SHORTEST + " characters");
        }
        try {
            var bytes = ("baton callback seal " + secret).getBytes(StandardCharsets.UTF_8);
            this.key = new SecretKeySpec(MessageDigest.getInstance("SHA-256").digest(bytes), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public String seal(String plain) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var closed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain.getBytes(StandardCharsets.UTF_8));
            var all = ByteBuffer.allocate(NONCE + closed.length).put(nonce).put(closed);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES in GCM", e);
        }
    }

    /** Empty when it was sealed with another key, or is not what was sealed. */
    public Optional<String> open(String closed) {
        try {
            var all = Base64.getUrlDecoder().decode(closed);
            if (all.length <= NONCE) {
                return Optional.empty();
            }
            var nonce = new byte[NONCE];
            System.arraycopy(all, 0, nonce, 0, NONCE);
            var plain = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(all, NONCE, all.length - NONCE);
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    @Override
    public String toString() {
        return "a seal";
    }
}
