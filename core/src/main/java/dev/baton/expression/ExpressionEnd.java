package dev.baton.expression;

import java.util.Locale;
import java.util.Set;

/** Finds the brace that closes an expression inside text, past the braces of maps and whatever stands in quotes. */
final class ExpressionEnd {
    private static final Set<String> RAW = Set.of("r", "br", "rb");

    private final String text;
    private int at;

    private ExpressionEnd(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /** The index of the closing brace, or -1 where there is none. */
    static int after(String text, int start) {
        return new ExpressionEnd(text, start).find();
    }

    private int find() {
        var open = 0;
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '{' -> open++;
                case '}' -> {
                    if (open-- == 0) {
                        return at;
                    }
                }
                case '"', '\'', '`' -> skipQuoted(text.charAt(at));
                case '/' -> skipComment();
                default -> {}
            }
            at++;
        }
        return -1;
    }

    /** Leaves the position at the last closing quote. */
    private void skipQuoted(char quote) {
        var raw = isRaw();
        var triple = String.valueOf(quote).repeat(3);
        var end = text.startsWith(triple, at) ? triple : String.valueOf(quote);
        at += end.length();
        while (at < text.length() && !text.startsWith(end, at)) {
            at += text.charAt(at) == '\\' && !raw ? 2 : 1;
        }
        at += end.length() - 1;
    }

    /** In {@code r'\'} and {@code br'\'} a backslash is only a backslash. */
    private boolean isRaw() {
        var start = at;
        while (start > 0 && isName(text.charAt(start - 1))) {
            start--;
        }
        return RAW.contains(text.substring(start, at).toLowerCase(Locale.ROOT));
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void skipComment() {
        if (text.startsWith("//", at)) {
            var end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        }
    }
}
