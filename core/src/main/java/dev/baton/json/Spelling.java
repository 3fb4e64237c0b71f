package dev.baton.json;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Finds the known name that a misspelt one probably meant. */
public final class Spelling {
    private Spelling() {}

    /** The nearest of the names, unless even that one is too far away to be meant. */
    public static Optional<String> nearest(String word, Iterable<String> names) {
        var tolerance = word.length() < 4 ? 1 : Math.max(2, word.length() / 3);
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name -> Math.abs(name.length() - word.length()) <= tolerance)
                .filter(name -> distance(word, name) <= tolerance)
                .min(Comparator.<String>comparingInt(name -> distance(word, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code "; did you mean 'orderId'?"}, or nothing where no name is near: the end of a sentence about the word. */
    public static String hint(String word, Iterable<String> names) {
        return nearest(word, names)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /** Levenshtein's distance over letters without case, where two swapped neighbours count once. */
    private static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int step(int[][] rows, String a, String b, int i, int j) {
        var same = a.charAt(i - 1) == b.charAt(j - 1);
        var best = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
