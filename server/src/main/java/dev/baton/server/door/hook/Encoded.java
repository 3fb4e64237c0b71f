package dev.baton.server.door.hook;

import dev.baton.trigger.Verification.Encoding;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Bytes as senders write them; empty for what they cannot have written. */
final class Encoded {
    private Encoded() {}

    static Optional<byte[]> of(Encoding encoding, String text) {
        return switch (encoding) {
            case HEX -> hex(text);
            case BASE64 -> base64(text);
        };
    }

    static Optional<byte[]> hex(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** With or without padding, and in the one spelling that these bytes have. */
    static Optional<byte[]> base64(String text) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().withoutPadding().encodeToString(bytes).equals(text.replaceFirst("={1,2}$", ""))
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
