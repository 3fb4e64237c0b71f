package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.memory.Recollection;
import dev.baton.policy.FactValue;
import dev.baton.principal.Principal;
import dev.baton.tool.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a run is told: what came of a {@link NextAction}, or what a person wants. */
public sealed interface RunCommand {

    /** Nothing new but the time. */
    record Continue() implements RunCommand {}

    /**
     * Whoever worked on the run before is gone: what it was sending may have been done or not.
     *
     * @param own the effects that this worker itself is sending
     */
    record TakenOver(Set<String> own) implements RunCommand {
        public TakenOver {
            own = Set.copyOf(own);
        }
    }

    record ReadReturned(NextAction.Read read, ToolResult result) implements RunCommand {}

    /**
     * What was found out for a ruling.
     *
     * @param windows what sums over time came to, by key
     * @param holder the other run that holds the write's {@code once} key, if one does
     */
    record Judged(
            NextAction.Judge judge,
            Map<String, FactValue> facts,
            Map<String, WindowReading> windows,
            Optional<String> holder)
            implements RunCommand {
        public Judged(NextAction.Judge judge, Map<String, FactValue> facts, Optional<String> holder) {
            this(judge, facts, Map.of(), holder);
        }
    }

    /** What is remembered of earlier requests. */
    record Recalled(List<Recollection> recollections) implements RunCommand {
        public Recalled {
            recollections = List.copyOf(recollections);
        }
    }

    record PlanReturned(NextAction.MakePlan made, ModelOutcome outcome) implements RunCommand {}

    record JudgeReturned(NextAction.AskJudge asked, ModelOutcome outcome) implements RunCommand {}

    record Rechecked(NextAction.Recheck recheck, Map<StepId, ToolResult> results) implements RunCommand {}

    record SendReturned(String effect, ToolResult result) implements RunCommand {}

    record LookUpReturned(String effect, ToolResult result) implements RunCommand {}

    record Approve(String approval, Principal by, Optional<String> comment) implements RunCommand {}

    record Deny(String approval, Principal by, Optional<String> comment) implements RunCommand {}

    record Edit(String approval, Principal by, Json.Obj args, Optional<String> comment) implements RunCommand {}

    /** {@code undo} tells what becomes of what was done; without it the agent's {@code onFailure} does. */
    record Cancel(Principal by, String reason, Optional<Boolean> undo) implements RunCommand {}

    /** A person answers a question. */
    record Answer(String input, Json value, Principal by) implements RunCommand {}

    /** A person did a step outside of Baton, or says what a read would have found. */
    record CompleteByHand(StepId step, Json result, Principal by) implements RunCommand {}

    /** A person wants a step not to be done. */
    record Skip(StepId step, String reason, Principal by) implements RunCommand {}

    /** A person wants a step that failed, or that waits for its next attempt, tried again now. */
    record RetryNow(StepId step, Principal by) implements RunCommand {}

    /** What came of handing work to another agent. */
    record HandoffReturned(StepId step, Delegation delegation) implements RunCommand {}

    record ResolveByHand(String effect, boolean happened, Json reference, Principal by) implements RunCommand {}
}
