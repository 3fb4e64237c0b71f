package dev.baton.assistant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The phrases by which people name the values of a choice. */
final class Vocabulary {

    /** A phrase of one or more words, and the value that it stands for. */
    record Phrase(String value, List<String> words) {}

    /**
     * Which values a text names.
     *
     * @param said named and meant
     * @param denied named only to say that it is not that
     */
    record Mentions(Set<String> said, Set<String> denied) {
        boolean isEmpty() {
            return said.isEmpty() && denied.isEmpty();
        }
    }

    private final List<Phrase> longestFirst;

    Vocabulary(List<Phrase> phrases) {
        longestFirst = phrases.stream()
                .filter(phrase -> !phrase.words().isEmpty())
                .sorted(Comparator.comparingInt(
                                (Phrase phrase) -> phrase.words().size())
                        .reversed())
                .toList();
    }

    /** A phrase as somebody wrote it into a file. */
    static Phrase phrase(String value, String written) {
        return new Phrase(value, Words.of(written).texts());
    }

    Mentions in(Words words) {
        var taken = new HashSet<Integer>();
        var found = new ArrayList<Found>();
        for (var phrase : longestFirst) {
            for (var at = 0; at + phrase.words().size() <= words.size(); at++) {
                if (isAt(phrase, words, at, taken)) {
                    for (var i = 0; i < phrase.words().size(); i++) {
                        taken.add(at + i);
                    }
                    found.add(new Found(phrase.value(), at));
                }
            }
        }
        var said = new LinkedHashSet<String>();
        var denied = new LinkedHashSet<String>();
        for (var one : found) {
            (words.isDenied(one.at(), taken) ? denied : said).add(one.value());
        }
        said.removeAll(denied);
        return new Mentions(said, denied);
    }

    private record Found(String value, int at) {}

    private static boolean isAt(Phrase phrase, Words words, int at, Set<Integer> taken) {
        for (var i = 0; i < phrase.words().size(); i++) {
            if (taken.contains(at + i)
                    || !Words.isAbout(words.list().get(at + i), phrase.words().get(i))) {
                return false;
            }
        }
        return true;
    }
}
