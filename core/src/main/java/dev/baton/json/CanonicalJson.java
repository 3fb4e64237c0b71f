package dev.baton.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * The JSON Canonicalization Scheme (RFC 8785): members sorted by UTF-16 code units, no white space, numbers spelled as
 * ECMAScript spells them. Digests and hashes are taken over this form, so two equal values always have one digest.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    static byte[] write(Json json) {
        var out = new StringBuilder(128);
        append(json, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(Json json, StringBuilder out) {
        switch (json) {
            case Json.Null ignored -> out.append("null");
            case Json.Bool bool -> out.append(bool.value());
            case Json.Whole number -> out.append(number.value());
            case Json.Decimal number -> out.append(ecmaScript(number.value()));
            case Json.Text text -> appendText(text.value(), out);
            case Json.Arr array -> appendArray(array, out);
            case Json.Obj object -> appendObject(object, out);
        }
    }

    private static void appendArray(Json.Arr array, StringBuilder out) {
        out.append('[');
        var separator = "";
        for (var item : array.items()) {
            out.append(separator);
            append(item, out);
            separator = ",";
        }
        out.append(']');
    }

    private static void appendObject(Json.Obj object, StringBuilder out) {
        out.append('{');
        var separator = "";
        // String.compareTo orders by UTF-16 code units, which is the order that the scheme asks for
        for (var member : new TreeMap<>(object.members()).entrySet()) {
            out.append(separator);
            appendText(member.getKey(), out);
            out.append(':');
            append(member.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void appendText(String text, StringBuilder out) {
        out.append('"');
        for (var i = 0; i < text.length(); i++) {
            appendCharacter(text.charAt(i), out);
        }
        out.append('"');
    }

    private static void appendCharacter(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xF, 16));
                } else {
                    out.append(c);
                }
            }
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
