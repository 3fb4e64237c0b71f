package dev.baton.engine;

import dev.baton.run.RunDecider;
import dev.baton.run.RunProgram;
import dev.baton.run.RunState;
import dev.baton.run.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an operator can do about a step of a run. */
final class StepChoices {
    private StepChoices() {}

    static List<String> of(RunState state, RunProgram program, Instant now, StepId step) {
        if (!(state instanceof RunState.Active run)) {
            return List.of();
        }
        var choices = new ArrayList<String>();
        if (RunDecider.againstRetrying(run, step, program, now).isEmpty()) {
            choices.add("retry");
        }
        if (RunDecider.againstSkipping(run, step, program).isEmpty()) {
            choices.add("skip");
        }
        if (RunDecider.againstCompletingByHand(run, step, program).isEmpty()) {
            choices.add("complete");
        }
        return List.copyOf(choices);
    }
}
