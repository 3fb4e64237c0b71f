package dev.baton.integrity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/** The Ed25519 key by which a node signs checkpoints. Shows itself by its public half only. */
public final class NodeKey {
    private static final String ALGORITHM = "Ed25519";
    private static final byte[] LINE_END = {'\n'};

    private final KeyPair pair;

    private NodeKey(KeyPair pair) {
        this.pair = pair;
    }

    public static NodeKey generate() {
        try {
            return new NodeKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has Ed25519", e);
        }
    }

    /**
     * Reads what {@link #toPem} wrote.
     *
     * @throws IllegalArgumentException when it holds no such pair; the message does not repeat it
     */
    public static NodeKey parse(String pem) {
        try {
            var factory = KeyFactory.getInstance(ALGORITHM);
            var key = new NodeKey(new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(block(pem, "PUBLIC KEY"))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(block(pem, "PRIVATE KEY")))));
            if (!key.sign(LogPoint.START, Instant.EPOCH).isGenuine()) {
                throw new IllegalArgumentException("its two halves do not belong together");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it is not an Ed25519 key: " + e.getMessage(), e);
        }
    }

    private static byte[] block(String pem, String name) {
        var matcher = Pattern.compile("-----BEGIN " + name + "-----([A-Za-z0-9+/=\\s]+)-----END " + name + "-----")
                .matcher(pem);
        if (!matcher.find()) {
            throw new IllegalArgumentException("it has no block " + name);
        }
        return Base64.getMimeDecoder().decode(matcher.group(1));
    }

    /** The public half as text, {@code ed25519:…}. */
    public String publicKey() {
        return PublicKeyText.of(pair.getPublic());
    }

    public Checkpoint sign(LogPoint point, Instant at) {
        try {
            var signer = Signature.getInstance(ALGORITHM);
            signer.initSign(pair.getPrivate());
            signer.update(Checkpoint.statement(point, at, publicKey()));
            return new Checkpoint(
                    point,
                    at,
                    publicKey(),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the node's key cannot sign", e);
        }
    }

    /** Both halves, for a file that only its owner may read. */
    public String toPem() {
        return block("PRIVATE KEY", pair.getPrivate().getEncoded())
                + block("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    private static String block(String name, byte[] bytes) {
        var text = new String(Base64.getMimeEncoder(64, LINE_END).encode(bytes), StandardCharsets.US_ASCII);
        return "-----BEGIN " + name + "-----\n" + text + "\n-----END " + name + "-----\n";
    }

    @Override
    public String toString() {
        return "NodeKey[" + publicKey() + "]";
    }
}
