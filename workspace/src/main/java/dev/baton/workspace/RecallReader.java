package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.memory.Recall;
import java.util.Optional;

/** Reads how much an agent recalls: {@code memory: {recall: 5, within: P365D}}. */
final class RecallReader {
    private RecallReader() {}

    static Optional<Recall> read(Fields fields) {
        return fields.child("memory").flatMap(memory -> {
            var most = memory.whole("recall").orElse((long) Recall.DEFAULT.most());
            var within = memory.duration("within").orElse(Recall.DEFAULT.within());
            if (most < 1 || most > Recall.MOST) {
                memory.problem("recall", "'recall' is between 1 and " + Recall.MOST + " requests, not " + most);
            }
            if (within.compareTo(Recall.LEAST) < 0) {
                memory.problem("within", "'within' is a day at least (P1D), not " + within);
            }
            return memory.endWith(() -> new Recall(most.intValue(), within));
        });
    }
}
