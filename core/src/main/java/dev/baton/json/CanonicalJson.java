package dev.baton.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The JSON Canonicalization Scheme (RFC 8785): members sorted by UTF-16 code units, no white space, numbers spelled as
 * ECMAScript spells them. Digests and hashes are taken over this form, so two equal values always have one digest.
 *
 * <p>Every event is spelled several times on its way into the log, so this goes straight to UTF-8.
 */
final class CanonicalJson {
    /** The characters of ASCII that need no escape. */
    private static final boolean[] PLAIN = plain();

    private byte[] bytes = new byte[512];
    private int length;

    private static boolean[] plain() {
        var plain = new boolean[0x80];
        Arrays.fill(plain, 0x20, plain.length, true);
        plain['"'] = false;
        plain['\\'] = false;
        return plain;
    }

    static byte[] write(Json json) {
        var out = new CanonicalJson();
        out.append(json);
        return out.bytes();
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    void append(Json json) {
        switch (json) {
            case Json.Null ignored -> appendAscii("null");
            case Json.Bool bool -> appendAscii(bool.value() ? "true" : "false");
            case Json.Whole number -> appendAscii(Long.toString(number.value()));
            case Json.Decimal number -> appendAscii(ecmaScript(number.value()));
            case Json.Text text -> appendText(text.value());
            case Json.Arr array -> appendArray(array.items());
            case Json.Obj object -> appendObject(object.members());
        }
    }

    private void appendArray(List<Json> items) {
        var opening = '[';
        for (var item : items) {
            appendByte(opening);
            append(item);
            opening = ',';
        }
        appendAscii(items.isEmpty() ? "[]" : "]");
    }

    private void appendObject(Map<String, Json> members) {
        var names = members.keySet().toArray(String[]::new);
        // String.compareTo orders by UTF-16 code units, which is the order that the scheme asks for
        Arrays.sort(names);
        var opening = '{';
        for (var name : names) {
            appendByte(opening);
            appendText(name);
            appendByte(':');
            append(members.getOrDefault(name, Json.Null.INSTANCE));
            opening = ',';
        }
        appendAscii(names.length == 0 ? "{}" : "}");
    }

    void appendText(String text) {
        makeRoom(most(text.length()));
        bytes[length++] = '"';
        var plain = appendPlain(text);
        if (plain < text.length()) {
            appendOdd(text, plain);
        }
        appendByte('"');
    }

    /** Appends the characters that stand for themselves, up to the first that does not: most texts have no other. */
    private int appendPlain(String text) {
        var out = bytes;
        var at = length;
        var i = 0;
        for (; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c]) {
                break;
            }
            out[at++] = (byte) c;
        }
        length = at;
        return i;
    }

    private void appendOdd(String text, int from) {
        for (var i = from; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= PLAIN.length) {
                i += appendBeyondAscii(text, i);
            } else if (PLAIN[c]) {
                appendByte(c);
            } else {
                appendEscaped(c);
            }
        }
    }

    /** The bytes of so many plain units, with their quotes. */
    private static int most(int units) {
        return units + 2;
    }

    /** Appends the character and says how many more units it took than one. Pairs are whole, see {@link WellFormed}. */
    private int appendBeyondAscii(String text, int at) {
        var units = Character.charCount(text.codePointAt(at));
        appendBytes(text.substring(at, at + units).getBytes(StandardCharsets.UTF_8));
        return units - 1;
    }

    private void appendEscaped(char c) {
        switch (c) {
            case '"' -> appendAscii("\\\"");
            case '\\' -> appendAscii("\\\\");
            case '\b' -> appendAscii("\\b");
            case '\f' -> appendAscii("\\f");
            case '\n' -> appendAscii("\\n");
            case '\r' -> appendAscii("\\r");
            case '\t' -> appendAscii("\\t");
            default -> {
                appendAscii("\\u00");
                appendByte(Character.forDigit(c >> 4, 16));
                appendByte(Character.forDigit(c & 0xF, 16));
            }
        }
    }

    void appendAscii(String text) {
        makeRoom(text.length());
        for (var i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    void appendBytes(byte[] more) {
        makeRoom(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    void appendByte(int b) {
        makeRoom(1);
        bytes[length++] = (byte) b;
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** True when ECMAScript writes the number without fraction and exponent. */
    static boolean isSpelledAsInteger(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e21;
    }

    /** The shortest digits that read back as the same double, in ECMAScript's choice of plain or exponent form. */
    static String ecmaScript(double value) {
        if (value == 0) {
            return "0";
        }
        var decimal = shortest(Math.abs(value));
        var digits = decimal.unscaledValue().toString();
        var point = digits.length() - decimal.scale();
        var sign = value < 0 ? "-" : "";
        if (point > 21 || point < -5) {
            return sign + exponentForm(digits, point - 1);
        }
        if (point <= 0) {
            return sign + "0." + "0".repeat(-point) + digits;
        }
        return sign
                + (digits.length() <= point
                        ? digits + "0".repeat(point - digits.length())
                        : digits.substring(0, point) + "." + digits.substring(point));
    }

    /** Java always prints two digits, so where one would do ({@code 5e-324}) it is tried first. */
    private static BigDecimal shortest(double value) {
        var decimal = new BigDecimal(Double.toString(value));
        var oneDigit = decimal.round(new MathContext(1));
        return (oneDigit.doubleValue() == value ? oneDigit : decimal).stripTrailingZeros();
    }

    private static String exponentForm(String digits, int exponent) {
        var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
