package dev.baton.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text as words, each also as its stem, with the ends of clauses. What English needs here is little: to find a phrase
 * in whatever form it is written, and to tell whether it was said or denied.
 */
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’][\\p{L}]+)?");
    private static final Set<String> CLAUSE_WORDS = Set.of(
            "and", "but", "because", "since", "so", "as", "please", "i", "we", "id", "ill", "im", "can", "could");
    private static final Set<String> DENIALS = Set.of(
            "not", "dont", "doesnt", "didnt", "isnt", "wasnt", "arent", "werent", "wont", "wouldnt", "neither", "nor");
    private static final Set<String> DENIALS_OF_THE_NEXT = Set.of("no", "without", "never", "non");
    private static final Set<String> DENYING_PAIRS = Set.of("instead of", "rather than");
    private static final Set<String> ONLY = Set.of("only", "just", "merely", "sure");
    /** "I do not want to have a refund" has five words from the denial to what is denied. */
    private static final int REACH = 6;

    /**
     * A word.
     *
     * @param opens whether it is the first of a clause
     */
    record Word(String text, String stem, boolean opens, int start, int end) {}

    private final List<Word> list;

    private Words(List<Word> list) {
        this.list = List.copyOf(list);
    }

    static Words of(String text) {
        var words = new ArrayList<Word>();
        var matcher = WORD.matcher(text);
        var from = 0;
        while (matcher.find()) {
            var word = matcher.group().toLowerCase(Locale.ROOT).replace("'", "").replace("’", "");
            var opens =
                    words.isEmpty() || endsClause(text.substring(from, matcher.start())) || CLAUSE_WORDS.contains(word);
            words.add(new Word(word, stem(word), opens, matcher.start(), matcher.end()));
            from = matcher.end();
        }
        return new Words(words);
    }

    List<Word> list() {
        return list;
    }

    int size() {
        return list.size();
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    List<String> texts() {
        return list.stream().map(Word::text).toList();
    }

    List<String> stems() {
        return list.stream().map(Word::stem).toList();
    }

    boolean hasAny(Set<String> texts) {
        return list.stream().anyMatch(word -> texts.contains(word.text()));
    }

    /** The index of the word that begins at or after a character of the text. */
    int indexAt(int character) {
        var index = 0;
        while (index < list.size() && list.get(index).end() <= character) {
            index++;
        }
        return index;
    }

    /**
     * Whether the word at an index is denied: "not", "no", "instead of" or the like comes before it in the same clause.
     *
     * @param taken words that belong to a phrase and so deny nothing, as in "not what I ordered"
     */
    boolean isDenied(int index, Set<Integer> taken) {
        for (var i = index - 1; i >= 0 && index - i <= REACH && !list.get(i + 1).opens(); i--) {
            if (!taken.contains(i) && denies(i, index)) {
                return true;
            }
        }
        return false;
    }

    private boolean denies(int at, int index) {
        var word = list.get(at).text();
        var next = list.get(at + 1).text();
        if (DENIALS.contains(word)) {
            var isQuestion =
                    next.equals("you") || (at > 0 && list.get(at - 1).text().equals("why"));
            return !ONLY.contains(next) && !isQuestion;
        }
        if (DENIALS_OF_THE_NEXT.contains(word)) {
            return index - at <= 2;
        }
        return index - at <= 4 && DENYING_PAIRS.contains(word + " " + next);
    }

    private static boolean endsClause(String between) {
        return between.chars().anyMatch(c -> ",.;:!?()\n".indexOf(c) >= 0)
                || between.contains(" - ")
                || between.contains("–");
    }

    /** Cuts the usual endings, so that "damaged", "damages" and "damage" are one. Not a word of English any more. */
    static String stem(String word) {
        var cut = word;
        for (var ending :
                List.of("ements", "ement", "ments", "ment", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "e")) {
            if (cut.endsWith(ending) && cut.length() - ending.length() >= 3 && !cut.endsWith("ss")) {
                cut = cut.substring(0, cut.length() - ending.length()) + (ending.equals("ies") ? "y" : "");
                break;
            }
        }
        var last = cut.length() - 1;
        return last >= 3 && cut.charAt(last) == cut.charAt(last - 1) && "bdgmnprt".indexOf(cut.charAt(last)) >= 0
                ? cut.substring(0, last)
                : cut;
    }

    /** Whether a word means the wanted one, allowing a slip of the keyboard in a longer word. */
    static boolean isAbout(Word word, String wanted) {
        var wantedStem = stem(wanted);
        if (word.stem().equals(wantedStem) || word.text().equals(wanted)) {
            return true;
        }
        var slips = wanted.length() >= 8 ? 2 : wanted.length() >= 5 ? 1 : 0;
        return slips > 0
                && word.text().charAt(0) == wanted.charAt(0)
                && Math.abs(word.text().length() - wanted.length()) <= slips
                && isWithin(word.text(), wanted, slips);
    }

    /** Whether at most so many letters must be added, removed, replaced or swapped with a neighbour. */
    private static boolean isWithin(String a, String b, int slips) {
        int @Nullable [] beforeLast = null;
        var last = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
                if (beforeLast != null
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()] <= slips;
    }
}
