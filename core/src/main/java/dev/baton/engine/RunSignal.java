package dev.baton.engine;

import dev.baton.run.RunCommand;

/** What wakes a {@link RunLoop}. */
sealed interface RunSignal {
    record Returned(String key, RunCommand command) implements RunSignal {}

    /** The work was interrupted: the engine closes, unless this run had called it off. */
    record Interrupted(String key) implements RunSignal {}

    record Broken(String key, RuntimeException cause) implements RunSignal {}

    /** Time goes by. */
    record Tick() implements RunSignal {}

    /** The stream has come to this revision, by this loop itself or by somebody else. */
    record Grown(long revision) implements RunSignal {}

    record Stop() implements RunSignal {}
}
