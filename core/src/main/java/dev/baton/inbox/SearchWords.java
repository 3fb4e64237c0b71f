package dev.baton.inbox;

import dev.baton.json.Json;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The words by which people search: whole words of what they read, in small letters; an id also by its parts. */
public final class SearchWords {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}@._:-]+");
    private static final Pattern PARTS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int LONGEST = 64;
    private static final int MOST = 80;

    private SearchWords() {}

    /** At most {@value #MOST} words. */
    public static Set<String> of(Iterable<String> texts, Json.Obj input) {
        var words = new LinkedHashSet<String>();
        texts.forEach(text -> add(words, text));
        collect(words, input);
        return words;
    }

    /** The words that somebody typed to search for. */
    public static Set<String> typed(String text) {
        var words = new LinkedHashSet<String>();
        for (var word : BETWEEN.split(text.toLowerCase(Locale.ROOT))) {
            put(words, trimmed(word));
        }
        return words;
    }

    private static void collect(Set<String> words, Json json) {
        switch (json) {
            case Json.Text(var text) -> add(words, text);
            case Json.Whole whole -> add(words, whole.write());
            case Json.Decimal decimal -> add(words, decimal.write());
            case Json.Arr array -> array.items().forEach(item -> collect(words, item));
            case Json.Obj object -> object.members().values().forEach(member -> collect(words, member));
            case Json.Bool ignored -> {}
            case Json.Null ignored -> {}
        }
    }

    private static void add(Set<String> words, String text) {
        for (var word : BETWEEN.split(text.toLowerCase(Locale.ROOT))) {
            put(words, trimmed(word));
            for (var part : PARTS.split(word)) {
                put(words, part);
            }
        }
    }

    private static String trimmed(String word) {
        return word.replaceAll("^[@._:-]+|[@._:-]+$", "");
    }

    private static void put(Set<String> words, String word) {
        if (!word.isEmpty() && words.size() < MOST) {
            words.add(word.length() <= LONGEST ? word : word.substring(0, LONGEST));
        }
    }
}
