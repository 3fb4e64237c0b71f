package dev.baton.server.api;

import dev.baton.json.Fields;
import dev.baton.server.http.ProblemException;
import java.util.Arrays;
import java.util.Optional;

/** The parameters of lists. */
final class Listing {
    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 500;

    private Listing() {}

    static int limit(Optional<Integer> limit) {
        var wanted = limit.orElse(DEFAULT_LIMIT);
        if (wanted < 1) {
            throw ProblemException.badRequest("'limit' is at least 1, not " + wanted + ".");
        }
        return Math.min(wanted, LARGEST_LIMIT);
    }

    /** A constant by its word in the API. */
    static <E extends Enum<E>> Optional<E> state(Optional<String> word, Class<E> type) {
        return word.filter(text -> !text.isEmpty()).map(text -> constant(text, type));
    }

    private static <E extends Enum<E>> E constant(String word, Class<E> type) {
        var constants = Arrays.asList(type.getEnumConstants());
        var words = constants.stream().map(RunForm::word).toList();
        var at = words.indexOf(word);
        if (at < 0) {
            throw ProblemException.badRequest("'" + word + "' is not a state; there are " + String.join(", ", words)
                    + Fields.suggestion(word, words));
        }
        return constants.get(at);
    }
}
