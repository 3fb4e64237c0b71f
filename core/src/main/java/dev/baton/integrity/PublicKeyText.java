package dev.baton.integrity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A public Ed25519 key as text: {@code ed25519:} and its 32 bytes in base64url. */
final class PublicKeyText {
    private static final String PREFIX = "ed25519:";
    /** What comes before the 32 bytes in an X.509 encoding (RFC 8410). */
    private static final byte[] ENCODING = HexFormat.of().parseHex("302a300506032b6570032100");

    private PublicKeyText() {}

    static String of(PublicKey key) {
        var encoded = key.getEncoded();
        return PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Arrays.copyOfRange(encoded, ENCODING.length, encoded.length));
    }

    /** @throws IllegalArgumentException when it is not such a key */
    static PublicKey parse(String text) {
        try {
            if (!text.startsWith(PREFIX)) {
                throw new IllegalArgumentException("it does not begin with " + PREFIX);
            }
            var bytes = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
            var encoded = Arrays.copyOf(ENCODING, ENCODING.length + bytes.length);
            System.arraycopy(bytes, 0, encoded, ENCODING.length, bytes.length);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not a public key (ed25519:…): " + text, e);
        }
    }
}
