package dev.baton.plan;

import dev.baton.json.Json;
import dev.baton.tool.ToolName;
import java.time.Duration;
import java.util.Optional;

/** What a step does. Templates are over {@code input}, {@code steps}, {@code each} and {@code now}. */
public sealed interface Action {

    /** A read or a write. {@code args} is a template. */
    record UseTool(ToolName tool, Json.Obj args) implements Action {}

    /**
     * A question that needs judgement, about data.
     *
     * @param question a template
     * @param with what it is about, a template
     * @param schema JSON Schema of the answer
     */
    record Judge(String question, Json.Obj with, Json.Obj schema) implements Action {}

    /**
     * A question to a person; the result is the answer.
     *
     * @param of {@link #REQUESTER}, or the role of those who may answer
     * @param question a template
     * @param schema JSON Schema of the answer
     * @param expires how long it is asked; then the step fails
     */
    record Ask(String of, String question, Json.Obj schema, Optional<Duration> expires) implements Action {
        /** Whoever the handoff is for. */
        public static final String REQUESTER = "requester";
    }

    /** Another agent's run, by a contract; the result is its receipt. {@code input} is a template. */
    record HandOff(String contract, Json.Obj input) implements Action {}

    /** Waits some time. */
    record WaitFor(Duration duration) implements Action {}

    /** Waits for a point in time that an expression tells. */
    record WaitUntil(String time) implements Action {}

    /**
     * A part that is left open: what is to be done there is planned when the steps that it needs are over. It has no
     * result of its own.
     *
     * @param question what is to be decided, a template
     */
    record Open(String question) implements Action {}
}
