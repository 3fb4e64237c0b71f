package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.memory.Recall;
import dev.baton.policy.FactRead;
import dev.baton.policy.WindowUse;
import dev.baton.tool.ToolSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the engine has to perform next. Every action leads to a {@link RunCommand} that tells what came of it. What is
 * done for a plan tells which, because what comes of it means nothing to another plan.
 */
public sealed interface NextAction {

    /** Tells whether the same action is being performed already. */
    String key();

    /** Whether nobody waits for it any longer once the run is ending; writes on their way are settled. */
    default boolean isMootInTheEnd() {
        return switch (this) {
            case Read ignored -> true;
            case Recheck ignored -> true;
            case Judge judge -> !judge.step().isUndo();
            case Remember ignored -> true;
            case MakePlan ignored -> true;
            case AskJudge ignored -> true;
            case HandOff ignored -> false;
            case Follow ignored -> false;
            case Send ignored -> false;
            case LookUp ignored -> false;
        };
    }

    private static String of(int plan) {
        return " of plan " + plan;
    }

    /** A read of the plan of that version. */
    record Read(StepId step, ToolSpec tool, Json.Obj args, int plan) implements NextAction {
        @Override
        public String key() {
            return "read " + step + of(plan);
        }
    }

    /**
     * The reads that the policies need before they rule, and who holds the key that the write would take.
     *
     * @param args as they would be sent
     * @param windows the sums over time that the ruling needs, or that the write adds to
     * @param plan the version of the plan that wants it
     */
    record Judge(
            StepId step,
            ToolSpec tool,
            Json.Obj args,
            List<FactRead> facts,
            List<WindowUse> windows,
            Optional<String> once,
            int plan)
            implements NextAction {
        @Override
        public String key() {
            return "judge " + step + of(plan);
        }
    }

    /** After a grant: the reads on which the step rests, once more. */
    record Recheck(StepId step, List<Read> reads, int plan) implements NextAction {
        @Override
        public String key() {
            return "recheck " + step + of(plan);
        }
    }

    /** What earlier requests of the same person came to, before anything is planned. */
    record Remember(Recall recall) implements NextAction {
        @Override
        public String key() {
            return "recall";
        }
    }

    /**
     * A plan that a model is to propose.
     *
     * @param version that it will be
     * @param attempt which proposal it is, from 1
     * @param failures how often no proposal could be had
     */
    record MakePlan(int version, int attempt, int failures, PlanningBrief brief) implements NextAction {
        @Override
        public String key() {
            return "plan " + version
                    + brief.part().map(part -> " " + part.name()).orElse("") + " " + attempt + " " + failures;
        }
    }

    /**
     * A judgement that a model is to make.
     *
     * @param schema JSON Schema of the answer
     * @param last an answer that does not fit
     * @param plan the version of the plan that asks
     */
    record AskJudge(
            StepId step,
            int attempt,
            String question,
            Json.Obj with,
            Json.Obj schema,
            Optional<PlanningState.Rejection> last,
            int plan)
            implements NextAction {
        @Override
        public String key() {
            return "ask a model " + step + " " + attempt + of(plan);
        }
    }

    /** Work for another agent: handed over, unless that happened before. */
    record HandOff(StepId step, String contract, Json.Obj input, int depth) implements NextAction {
        @Override
        public String key() {
            return "hand off " + step;
        }
    }

    /** Finds out how another agent's work stands, once; its end wakes this run. {@code cancel} calls it off first. */
    record Follow(StepId step, String contract, boolean cancel) implements NextAction {
        @Override
        public String key() {
            return (cancel ? "call off " : "follow ") + step;
        }
    }

    /** A write whose intent is durable. {@code sendBy} is the last moment at which it may leave. */
    record Send(String effect, int attempt, ToolSpec tool, Json.Obj args, Instant sendBy) implements NextAction {
        @Override
        public String key() {
            return "send " + effect + " " + attempt;
        }
    }

    /** The read that tells what became of an effect. */
    record LookUp(String effect, ToolSpec tool, Json.Obj args) implements NextAction {
        @Override
        public String key() {
            return "look up " + effect;
        }
    }
}
