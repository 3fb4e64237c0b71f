package dev.baton.server.door.hook;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** An attribute of a CloudEvent as it stands in a header: quoted perhaps, then percent-encoded (HTTP binding, 3.1.3.2). */
final class HeaderValue {
    private HeaderValue() {}

    /** Empty when it is not encoded as the specification says, such as in bytes that are not UTF-8. */
    static Optional<String> decoded(String header) {
        return unquoted(header).flatMap(HeaderValue::percentDecoded);
    }

    private static Optional<String> unquoted(String text) {
        if (!text.startsWith("\"")) {
            return Optional.of(text);
        }
        var plain = new StringBuilder();
        for (var i = 1; i < text.length(); i++) {
            var next = text.charAt(i);
            if (next == '"') {
                return i == text.length() - 1 ? Optional.of(plain.toString()) : Optional.empty();
            }
            if (next == '\\') {
                i++;
            }
            plain.append(i < text.length() ? text.charAt(i) : next);
        }
        return Optional.empty();
    }

    private static Optional<String> percentDecoded(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                bytes.write(text.charAt(i));
            } else if (isByte(text, i + 1)) {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isByte(String text, int at) {
        return at + 1 < text.length()
                && HexFormat.isHexDigit(text.charAt(at))
                && HexFormat.isHexDigit(text.charAt(at + 1));
    }
}
