package dev.baton.tool;

import dev.baton.json.Json;
import java.time.Duration;
import java.util.Optional;

/** How the engine finds out what became of a write whose answer was lost. */
public sealed interface Idempotency {

    /**
     * The system takes an idempotency key: the effect id. The same call with the same key is done once.
     *
     * @param parameter the name of the header or field that carries the key
     * @param validFor how long the system remembers keys
     * @param then how to find out later than that; without it a person is asked
     */
    record Key(String parameter, Duration validFor, Optional<Lookup> then) implements Idempotency {
        public Key(String parameter, Duration validFor) {
            this(parameter, validFor, Optional.empty());
        }
    }

    /**
     * A read tells whether it happened.
     *
     * @param tool the read
     * @param args its arguments, a template over {@code args} and {@code effect}
     * @param match a condition over {@code result}, {@code args} and {@code effect}: true when it happened
     * @param found an expression for the write's result within the read's, so that a receipt can name its id
     * @param settle how long after the last possible send a "not found" is still no proof
     */
    record Lookup(ToolName tool, Json.Obj args, String match, Optional<String> found, Duration settle)
            implements Idempotency {}

    /** The read that tells whether it happened, where there is one. */
    default Optional<Lookup> lookup() {
        return switch (this) {
            case Key key -> key.then();
            case Lookup lookup -> Optional.of(lookup);
            case None ignored -> Optional.empty();
        };
    }

    /** Neither: when the answer is lost a person is asked, and the write is never repeated by the engine. */
    record None(Duration settle) implements Idempotency {}
}
