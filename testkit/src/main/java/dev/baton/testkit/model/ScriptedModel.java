package dev.baton.testkit.model;

import dev.baton.json.Json;
import dev.baton.model.ChatModel;
import dev.baton.model.ModelException;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelReply.Stop;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.ModelRequest;
import dev.baton.model.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A model that answers by a script: each call takes the first line that is meant for it. A call that no line is meant
 * for fails the test, and so does a line that was never used, when the model is closed.
 */
public final class ScriptedModel implements ChatModel, AutoCloseable {
    private final List<Line> script = new ArrayList<>();
    private final List<ModelRequest> requests = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();

    private record Line(String name, Predicate<ModelRequest> isFor, Function<ModelRequest, ModelReply> answer) {}

    /** Answers the next call with a text. */
    public ScriptedModel says(String text) {
        return answers("a text", any -> true, any -> text(text));
    }

    /** Answers the next call in a form that was asked for. */
    public ScriptedModel gives(Json output) {
        return answers("a form", any -> true, any -> output(output));
    }

    /** Answers the next call that was made with the prompt of this name. */
    public ScriptedModel gives(String prompt, Json output) {
        return answers(prompt, request -> request.prompt().name().equals(prompt), any -> output(output));
    }

    /** Asks for calls next. */
    public ScriptedModel calls(ToolRequest... calls) {
        return answers("calls", any -> true, any -> reply("", Optional.empty(), List.of(calls), Stop.CALLS));
    }

    /** Fails next. */
    public ScriptedModel fails(ModelException.Kind kind) {
        return answers("a failure", any -> true, any -> {
            throw new ModelException(kind, "the script says: " + kind);
        });
    }

    /** Answers the next call that a line is meant for in any way, also by throwing. */
    public synchronized ScriptedModel answers(
            String name, Predicate<ModelRequest> isFor, Function<ModelRequest, ModelReply> answer) {
        script.add(new Line(name, isFor, answer));
        return this;
    }

    public static ModelReply text(String text) {
        return reply(text, Optional.empty(), List.of(), Stop.END);
    }

    public static ModelReply output(Json output) {
        return reply(output.write(), Optional.of(output), List.of(), Stop.END);
    }

    /** A reply with tokens to be counted. */
    public static ModelReply reply(String text, Optional<Json> output, List<ToolRequest> calls, Stop stop) {
        return new ModelReply(text, output, calls, stop, new Usage(100, 0, 10), "scripted", Optional.empty());
    }

    /** The arguments of a call as JSON text. */
    public static ToolRequest call(String id, String tool, String arguments) {
        return new ToolRequest(id, tool, Json.parse(arguments).asObject());
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public ModelReply chat(ModelRequest request, Consumer<String> text) {
        var reply = next(request).answer().apply(request);
        // a few characters at a time, as models do
        for (var from = 0; from < reply.text().length(); from += 5) {
            text.accept(reply.text().substring(from, Math.min(reply.text().length(), from + 5)));
        }
        return reply;
    }

    private synchronized Line next(ModelRequest request) {
        requests.add(request);
        for (var line : script) {
            if (line.isFor().test(request)) {
                script.remove(line);
                return line;
            }
        }
        var call = "call " + requests.size() + " with the prompt " + request.prompt() + ": "
                + request.messages().getLast();
        unexpected.add(call);
        throw new AssertionError("the script has no line for " + call);
    }

    /** What was asked so far. */
    public synchronized List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    /** @throws AssertionError when a line was not used or a call was not expected, wherever that was noticed first */
    @Override
    public synchronized void close() {
        if (!unexpected.isEmpty()) {
            throw new AssertionError("the script has no line for " + unexpected);
        }
        if (!script.isEmpty()) {
            throw new AssertionError(
                    "never asked: " + script.stream().map(Line::name).toList());
        }
    }
}
