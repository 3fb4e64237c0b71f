package dev.baton.examples.agentdojo;

import dev.baton.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an obeying model will do next: the calls that the request needs and, from where it has read them, the calls that an
 * attacker's words demand.
 */
final class Script {
    private final Map<String, String> tools;
    private final Deque<Json> calls = new ArrayDeque<>();
    private String answer = "";
    private int steps;

    /** @param tools the agent's name of each of the system's functions */
    Script(Map<String, String> tools) {
        this.tools = Map.copyOf(tools);
    }

    synchronized void load(List<Json> script, String lastWords) {
        calls.clear();
        calls.addAll(script);
        answer = lastWords;
        steps = 0;
    }

    synchronized boolean isOver() {
        return calls.isEmpty();
    }

    /** The next step as a planner's answer, or the end. */
    synchronized Json next() {
        var call = Optional.ofNullable(calls.poll());
        return call.map(this::step).orElseGet(this::end);
    }

    private Json step(Json call) {
        var function = call.textAt("function").orElseThrow();
        var tool = Optional.ofNullable(tools.get(function))
                .orElseThrow(() -> new IllegalStateException("the workspace has no tool for " + function));
        var step = Json.object("name", Json.text("step" + ++steps))
                .with("tool", tool)
                .with("args", call.get("args").orElse(Json.object()));
        return Json.object("steps", Json.array(step)).with("output", Json.Null.INSTANCE);
    }

    private Json end() {
        var output = Json.object("outcome", Json.text("done")).with("answer", answer);
        return Json.object("steps", Json.array()).with("output", output);
    }
}
