package dev.baton.engine;

import dev.baton.callback.Moment;
import dev.baton.event.RecordedEvent;
import dev.baton.event.WakeChange;
import dev.baton.handoff.HandoffState;
import dev.baton.run.RunFold;
import dev.baton.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The moments at which a run showed another face to the outside. They follow from its stream alone, so that nothing about
 * them has to be stored: what one commit went through in between was never seen by anybody.
 */
final class Moments {
    private static final Face AT_FIRST = new Face(HandoffState.SUBMITTED, Optional.empty());

    private Moments() {}

    /** What the outside sees: the state, and what of several questions or approvals is meant. */
    private record Face(HandoffState state, Optional<String> needs) {
        static Face of(RunState state) {
            return switch (state) {
                case RunState.NotStarted ignored -> AT_FIRST;
                case RunState.Ended ended -> new Face(ended.receipt().state(), Optional.empty());
                case RunState.Active run -> new Face(run.outside(), needs(run));
            };
        }

        private static Optional<String> needs(RunState.Active run) {
            return switch (run.outside()) {
                case INPUT_REQUIRED -> run.openQuestion().map(it -> it.asked().input());
                case APPROVAL_REQUIRED ->
                    run.openApproval().map(it -> it.asked().approval());
                case SUBMITTED, WORKING, COMPLETED, FAILED, CANCELED, REJECTED -> Optional.empty();
            };
        }
    }

    /** A run as it was at a moment. */
    record Shown(Moment moment, RunLog.Loaded run) {}

    /** All of a run whose contents are there; being submitted is none, whoever submits knows it. */
    static List<Shown> of(String run, List<RecordedEvent> recorded) {
        var shown = new ArrayList<Shown>();
        var face = AT_FIRST;
        RunState state = new RunState.NotStarted();
        for (var i = 0; i < recorded.size(); i++) {
            var event = recorded.get(i);
            state = RunFold.apply(state, RunEvents.fromRecorded(event), event.at());
            if (isLastOfCommit(recorded, i) && !Face.of(state).equals(face)) {
                face = Face.of(state);
                shown.add(new Shown(
                        new Moment(event.revision(), face.state(), event.at()),
                        new RunLog.Loaded(run, event.head(), state, event.at())));
            }
        }
        return shown;
    }

    private static boolean isLastOfCommit(List<RecordedEvent> recorded, int i) {
        return i == recorded.size() - 1
                || !recorded.get(i).commit().equals(recorded.get(i + 1).commit());
    }

    /** Wakes who tells the outside, when there is something to tell that was not there before. */
    static Optional<WakeChange> wake(String run, RunState before, RunState after, Instant now) {
        return isFollowed(after) && !Face.of(before).equals(Face.of(after))
                ? Optional.of(new WakeChange.At(CallbackLog.stream(RunNames.handoffOfRun(run)), now))
                : Optional.empty();
    }

    private static boolean isFollowed(RunState state) {
        return switch (state) {
            case RunState.NotStarted ignored -> false;
            case RunState.Active run -> run.followed();
            case RunState.Ended ended -> ended.last().followed();
        };
    }
}
