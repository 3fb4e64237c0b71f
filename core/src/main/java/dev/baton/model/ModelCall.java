package dev.baton.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One call of a model, as events record it.
 *
 * @param prompt which text instructed the model
 * @param model the name that the workspace gave to the one that answered, or was asked in vain
 * @param cost where its price is known
 * @param latency until the reply was complete
 * @param problem why there was no usable reply, in words
 * @param content what was asked and answered, where the workspace has that recorded
 */
public record ModelCall(
        Prompt.Id prompt,
        String model,
        ModelReply.Usage usage,
        Optional<ModelCost> cost,
        Duration latency,
        Optional<String> problem,
        Optional<Content> content) {

    /** What went to a model and came from it, word for word. */
    public record Content(List<ModelMessage> asked, String text, List<ToolRequest> calls) {
        public Content {
            asked = List.copyOf(asked);
            calls = List.copyOf(calls);
        }
    }

    /** @param recorded whether the content is kept */
    public static ModelCall answered(ModelRequest request, ModelReply reply, Duration latency, boolean recorded) {
        var content = new Content(request.messages(), reply.text(), reply.calls());
        return new ModelCall(
                request.prompt(),
                reply.model(),
                reply.usage(),
                reply.cost(),
                latency,
                Optional.empty(),
                recorded ? Optional.of(content) : Optional.empty());
    }

    /** @param recorded whether what was asked is kept */
    public static ModelCall failed(
            ModelRequest request, String model, ModelException failure, Duration latency, boolean recorded) {
        var content = new Content(request.messages(), "", List.of());
        return new ModelCall(
                request.prompt(),
                model,
                ModelReply.Usage.NONE,
                Optional.empty(),
                latency,
                Optional.of(failure.getMessage()),
                recorded ? Optional.of(content) : Optional.empty());
    }

    /** The same call without what was said. */
    public ModelCall withoutContent() {
        return content.isEmpty() ? this : new ModelCall(prompt, model, usage, cost, latency, problem, Optional.empty());
    }

    /** The same call, whose reply turned out to be of no use. */
    public ModelCall withProblem(String why) {
        return new ModelCall(prompt, model, usage, cost, latency, Optional.of(why), content);
    }
}
