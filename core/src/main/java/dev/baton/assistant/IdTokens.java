package dev.baton.assistant;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a text that look like an identifier of some system: they hold a digit, and are no plain number, amount,
 * date, time or quantity. Spelling does not matter: capitals, kinds of dashes and invisible characters are levelled.
 */
final class IdTokens {
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+(?:[-_/.:#][\\p{L}\\p{N}]+)*");
    private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212\\uFE58\\uFE63\\uFF0D]");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
    private static final Pattern PARTS = Pattern.compile("[/.:#_]");
    private static final Pattern SEGMENTS = Pattern.compile("[-/.:#_]");

    private static final Pattern HARMLESS = Pattern.compile(String.join(
            "|",
            "\\p{N}{1,4}", // a count, a year
            "\\p{N}{1,9}\\.\\p{N}{1,2}", // an amount
            "\\p{N}{1,3}(?:\\.\\p{N}{3})+", // an amount with dots between thousands
            "\\p{N}{4}-\\p{N}{2}-\\p{N}{2}(?:T[\\p{N}:.]+Z?)?", // a date or time of ISO 8601
            "\\p{N}{1,2}[./-]\\p{N}{1,2}[./-](?:\\p{N}{2}|\\p{N}{4})", // other dates
            "\\p{N}{1,2}(?::\\p{N}{2}){1,2}(?:AM|PM)?", // a time
            "\\p{N}{1,4}[-/]\\p{N}{1,4}", // from 9-17, 24/7
            "\\p{N}{1,4}(?:\\.\\p{N}{1,2})?\\p{L}{1,3}", // 30th, 5kg, 80EUR
            "\\p{N}{1,3}(?:-\\p{L}+)+", // 30-day
            "\\p{L}+\\p{N}{1,2}", // A4, MP3
            "\\p{L}+-\\p{N}", // GPT-4, step-1
            "(?=.*\\p{L})(?!.*\\p{N}.*\\p{N}.*\\p{N})[\\p{L}\\p{N}]{1,4}")); // B2B, 4x4

    private IdTokens() {}

    /** The tokens that look like an identifier. */
    static Set<String> named(String text) {
        var tokens = all(text);
        tokens.removeIf(token -> !looksLikeOne(token));
        return tokens;
    }

    /** Every token with a digit, levelled. */
    static Set<String> all(String text) {
        var tokens = new LinkedHashSet<String>();
        var matcher = TOKEN.matcher(levelled(text));
        while (matcher.find()) {
            if (matcher.group().chars().anyMatch(Character::isDigit)) {
                tokens.add(matcher.group());
            }
        }
        return tokens;
    }

    static boolean looksLikeOne(String token) {
        return token.chars().anyMatch(Character::isDigit)
                && !HARMLESS.matcher(token).matches();
    }

    /** {@code A-1/B-2} in its parts {@code A-1} and {@code B-2}. */
    static String[] parts(String token) {
        return PARTS.split(token);
    }

    /** {@code ORD-100234} in its segments {@code ORD} and {@code 100234}. */
    static String[] segments(String token) {
        return SEGMENTS.split(token);
    }

    private static String levelled(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return DASHES.matcher(INVISIBLE.matcher(plain).replaceAll(""))
                .replaceAll("-")
                .toUpperCase(Locale.ROOT);
    }
}
