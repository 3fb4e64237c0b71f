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

    private static final int WIDEST_GAP = 2;

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
        // first as written, then with a few words in between: "in a thousand pieces" for "in pieces"
        for (var gap : List.of(0, WIDEST_GAP)) {
            for (var phrase : longestFirst) {
                for (var at = 0; at < words.size(); at++) {
                    var places = places(phrase, words, at, gap, taken);
                    if (!places.isEmpty()) {
                        taken.addAll(places);
                        found.add(new Found(phrase.value(), at));
                    }
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

    /** Where the words of a phrase that begins at an index stand; empty when it does not begin there. */
    private static List<Integer> places(Phrase phrase, Words words, int at, int gap, Set<Integer> taken) {
        var places = new ArrayList<Integer>();
        var from = at;
        for (var wanted : phrase.words()) {
            var until = places.isEmpty() ? at : from + gap;
            var place = next(words, wanted, from, until, taken);
            if (place < 0) {
                return List.of();
            }
            places.add(place);
            from = place + 1;
        }
        return places;
    }

    /** The index of a word in a stretch of one clause, or -1. */
    private static int next(Words words, String wanted, int from, int until, Set<Integer> taken) {
        for (var i = from; i <= until && i < words.size(); i++) {
            var isCut = i > from && words.list().get(i).opens();
            if (isCut) {
                return -1;
            }
            if (!taken.contains(i) && Words.isAbout(words.list().get(i), wanted)) {
                return i;
            }
        }
        return -1;
    }
}
