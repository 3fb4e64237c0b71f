package dev.baton.assistant;

import dev.baton.knowledge.Knowledge.Passage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The passages that were found in a turn, numbered from 1 in the order in which they were found. */
final class Passages {
    private final List<Passage> found;

    private Passages(List<Passage> found) {
        this.found = List.copyOf(found);
    }

    static Passages in(Collection<Reading> readings) {
        var found = new ArrayList<Passage>();
        for (var reading : readings) {
            if (reading instanceof Reading.Passages passages) {
                passages.best().stream()
                        .filter(passage -> !found.contains(passage))
                        .forEach(found::add);
            }
        }
        return new Passages(found);
    }

    List<Passage> all() {
        return found;
    }

    int numberOf(Passage passage) {
        return found.indexOf(passage) + 1;
    }

    Optional<Passage> number(int number) {
        return number >= 1 && number <= found.size() ? Optional.of(found.get(number - 1)) : Optional.empty();
    }
}
