package dev.baton.bench.figures;

import dev.baton.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tasks of {@code bench planning}: by how many lookups each has.
 *
 * @param shapes those of a collection of questions that people asked, if there is one on this machine
 */
record Tasks(List<Integer> regular, int rounds, Optional<List<Integer>> shapes) {
    static final List<Integer> REGULAR = List.of(2, 4, 8);

    private static final Path QUESTIONS = Path.of("data", "planning", "parallelqa_dataset.json");

    /** @param trials the folder of things that are not part of this project, where there is one */
    static Tasks in(Path trials, int rounds, int mostShapes) throws IOException {
        var file = trials.resolve(QUESTIONS);
        if (mostShapes == 0 || !Files.exists(file)) {
            return new Tasks(REGULAR, rounds, Optional.empty());
        }
        var shapes = Json.parse(Files.readString(file)).asArray().stream()
                .flatMap(question -> question.get("branch").stream())
                .map(branch -> Integer.parseInt(branch.write()))
                .limit(mostShapes)
                .toList();
        return new Tasks(REGULAR, rounds, Optional.of(shapes));
    }

    /** All of them in the order in which they are given out. */
    List<Integer> all() {
        var all = new ArrayList<Integer>();
        for (var round = 0; round < rounds; round++) {
            all.addAll(regular);
        }
        shapes.ifPresent(all::addAll);
        return all;
    }

    int countOfRegular() {
        return regular.size() * rounds;
    }
}
