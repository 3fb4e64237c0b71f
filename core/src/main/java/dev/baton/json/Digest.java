package dev.baton.json;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest, written as 64 lower-case hexadecimal digits. */
public record Digest(String hex) {
    private static final int DIGITS = 64;
    private static final boolean[] IS_DIGIT = digits();
    private static final MessageDigest SHA_256 = sha256();

    /** 64 zeros: what the first event of a stream is chained to. */
    public static final Digest ZERO = new Digest("0".repeat(64));

    public Digest {
        if (hex.length() != DIGITS || !isHexadecimal(hex)) {
            throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
        }
    }

    public static Digest parse(String hex) {
        return new Digest(hex);
    }

    /** The digest of a value's canonical form. */
    public static Digest of(Json json) {
        return of(json.canonical());
    }

    /** The digest of the parts one after the other. */
    public static Digest of(byte[]... parts) {
        var sha = fresh();
        for (var part : parts) {
            sha.update(part);
        }
        return new Digest(HexFormat.of().formatHex(sha.digest()));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** Looked up, not compared: the digits are random, and a processor that guesses is wrong at every third. */
    private static boolean isHexadecimal(String text) {
        var all = true;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            all &= c < IS_DIGIT.length && IS_DIGIT[c];
        }
        return all;
    }

    private static boolean[] digits() {
        var are = new boolean[128];
        "0123456789abcdef".chars().forEach(c -> are[c] = true);
        return are;
    }

    /** A copy of the one that was looked up among the platform's providers; looking it up costs as much as hashing. */
    private static MessageDigest fresh() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
