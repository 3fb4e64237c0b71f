package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.policy.FactRead;
import dev.baton.tool.ToolSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the engine has to perform next. Every action leads to a {@link RunCommand} that tells what came of it. */
public sealed interface NextAction {

    /** Tells whether the same action is being performed already. */
    String key();

    /** A read of the plan. */
    record Read(StepId step, ToolSpec tool, Json.Obj args) implements NextAction {
        @Override
        public String key() {
            return "read " + step;
        }
    }

    /**
     * The reads that the policies need before they rule, and who holds the key that the write would take.
     *
     * @param args as they would be sent
     */
    record Judge(StepId step, ToolSpec tool, Json.Obj args, List<FactRead> facts, Optional<String> once)
            implements NextAction {
        @Override
        public String key() {
            return "judge " + step;
        }
    }

    /** After a grant: the reads on which the step rests, once more. */
    record Recheck(StepId step, List<Read> reads) implements NextAction {
        @Override
        public String key() {
            return "recheck " + step;
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
