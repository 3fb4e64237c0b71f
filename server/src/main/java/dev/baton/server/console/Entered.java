package dev.baton.server.console;

import dev.baton.json.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody typed into the form of an approval, to be shown again when it could not be taken.
 *
 * @param values by name of the argument
 */
record Entered(Map<String, String> values, String comment, List<Problem> problems) {
    static final Entered NOTHING = new Entered(Map.of(), "", List.of());

    Entered with(List<Problem> found) {
        return new Entered(values, comment, found);
    }

    Optional<String> value(String argument) {
        return Optional.ofNullable(values.get(argument));
    }

    Optional<String> problem(String argument) {
        return problems.stream()
                .filter(problem -> problem.path().equals("/args/" + argument))
                .map(Problem::message)
                .findFirst();
    }
}
