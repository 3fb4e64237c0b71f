package dev.baton.server.console;

import dev.baton.engine.RunSummary;
import dev.baton.handoff.HandoffState;
import java.util.List;
import java.util.Optional;

/**
 * Runs, newest first.
 *
 * @param state in which they all are, when only some were asked for
 * @param cut whether there may be more
 * @param seen tells this list from another one, so that nothing is drawn again unless it changed
 */
public record RunsList(Optional<HandoffState> state, List<RunSummary> runs, boolean cut, String seen) {

    public String stateWord() {
        return state.map(HandoffState::word).orElse("");
    }
}
