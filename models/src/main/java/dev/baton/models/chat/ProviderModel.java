package dev.baton.models.chat;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.model.ChatModel;
import dev.baton.model.ModelCost;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelException.Kind;
import dev.baton.model.ModelPrices;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelReply.Stop;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.ModelRequest;
import dev.baton.model.ToolRequest;
import dev.baton.models.chat.Dialect.Address;
import dev.baton.models.chat.ProviderCall.Trouble;
import dev.baton.models.chat.StreamedBody.Patience;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A model at its provider, asked once per call: no retry happens here. The answer is always streamed, so that a provider
 * that died is told from one that thinks.
 */
public final class ProviderModel implements ChatModel {
    private final ModelDefinition definition;
    private final Address address;
    private final Dialect dialect;
    private final HttpClient client;
    private final Failures failures;

    /**
     * @param url of the provider
     * @param key empty where none is needed
     * @param client may be shared; its time for connecting holds, redirects should not be followed
     */
    public ProviderModel(ModelDefinition definition, String url, Optional<String> key, HttpClient client) {
        this.definition = definition;
        this.address = new Address(url, definition.model(), key.orElse(""));
        this.client = client;
        this.failures = new Failures(definition, address);
        this.dialect = switch (definition.provider()) {
            case OPENAI -> new OpenAiDialect(false);
            case OPENAI_COMPATIBLE -> new OpenAiDialect(true);
            case ANTHROPIC -> new AnthropicDialect();
            case GEMINI -> new GeminiDialect();
        };
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public String toString() {
        return name() + " (" + address + ")";
    }

    @Override
    public ModelReply chat(ModelRequest request, Consumer<String> text) throws InterruptedException {
        var hearing = new Hearing(request, text);
        try {
            dialect.model(address, hearing.call, request).chat(question(request), hearing);
        } catch (RuntimeException e) {
            hearing.call.note(new Trouble.Unreadable(e));
        }
        return hearing.reply();
    }

    private ChatRequest question(ModelRequest request) {
        var question = dialect.question(request);
        return definition
                .temperature()
                .map(degree -> question.toBuilder()
                        .parameters(question.parameters()
                                .overrideWith(ChatRequestParameters.builder()
                                        .temperature(degree)
                                        .build()))
                        .build())
                .orElse(question);
    }

    /** Listens to one answer. */
    private final class Hearing implements StreamingChatResponseHandler {
        private final ModelRequest request;
        private final Consumer<String> text;
        private final StringBuilder said = new StringBuilder();
        private final Noticed noticed = new Noticed(this::say);
        private final ProviderCall call;
        private Optional<RuntimeException> callersOwn = Optional.empty();
        private Optional<ChatResponse> response = Optional.empty();

        Hearing(ModelRequest request, Consumer<String> text) {
            this.request = request;
            this.text = text;
            this.call = new ProviderCall(
                    client, Patience.of(definition.timeout(), definition.firstByte()), this::exact, this::watch);
        }

        private String exact(String body) {
            return dialect.exact(Json.parse(body).asObject(), Questions.schemas(request))
                    .write();
        }

        private void watch(String data) {
            noticed.event(data, dialect);
            if (noticed.failure().isPresent()) {
                call.note(new Trouble.Broken());
            }
        }

        private void say(String piece) {
            if (callersOwn.isPresent()) {
                return;
            }
            said.append(piece);
            try {
                text.accept(piece);
            } catch (RuntimeException e) {
                callersOwn = Optional.of(e);
                call.note(new Trouble.Broken());
            }
        }

        @Override
        public void onPartialResponse(String piece) {
            say(piece);
        }

        @Override
        public void onCompleteResponse(ChatResponse complete) {
            response = Optional.of(complete);
        }

        @Override
        public void onError(Throwable error) {
            call.note(new Trouble.Unreadable(new IllegalStateException(error)));
        }

        private ModelReply reply() throws InterruptedException {
            if (call.trouble().equals(Optional.of(new Trouble.Interrupted())) || Thread.interrupted()) {
                Thread.interrupted();
                throw new InterruptedException("the call of " + name() + " was broken off");
            }
            if (callersOwn.isPresent()) {
                throw callersOwn.get();
            }
            if (noticed.failure().isPresent()) {
                throw failures.told(noticed.failure().get());
            }
            if (call.trouble().isPresent()) {
                throw failures.of(call.trouble().get());
            }
            if (response.isEmpty() || noticed.stop().isEmpty()) {
                throw failures.of(new Trouble.Broken());
            }
            return reply(response.get(), noticed.stop().get());
        }

        private ModelReply reply(ChatResponse complete, Stop stop) {
            var asked = complete.aiMessage().toolExecutionRequests();
            var form = request.form().filter(any -> dialect.asksFormsAsCalls());
            var given = form.flatMap(wanted ->
                    asked.stream().filter(it -> wanted.name().equals(it.name())).findFirst());
            given.ifPresent(it -> say(it.arguments()));
            if (callersOwn.isPresent()) {
                throw callersOwn.get();
            }
            var calls = given.isPresent() || stop == Stop.LENGTH || stop == Stop.REFUSAL
                    ? List.<ToolRequest>of()
                    : calls(asked);
            var end = ended(stop, calls, given.isPresent());
            var output = request.form().isPresent() && end == Stop.END ? Optional.of(output()) : Optional.<Json>empty();
            return counted(
                    new ModelReply(said.toString(), output, calls, end, Usage.NONE, name(), Optional.empty()),
                    complete);
        }

        private Json output() {
            try {
                return Json.parse(said.toString());
            } catch (JsonException e) {
                throw failures.of(Kind.MALFORMED, "answered with no JSON where it was asked for some");
            }
        }

        private List<ToolRequest> calls(List<ToolExecutionRequest> asked) {
            var calls = new ArrayList<ToolRequest>();
            for (var one : asked) {
                calls.add(new ToolRequest(id(one, calls.size()), String.valueOf(one.name()), arguments(one)));
            }
            return calls;
        }

        private Json.Obj arguments(ToolExecutionRequest one) {
            try {
                var text = one.arguments();
                if (text == null || text.isBlank()) {
                    return Json.Obj.EMPTY;
                }
                if (Json.parse(text) instanceof Json.Obj arguments) {
                    return arguments;
                }
            } catch (JsonException e) {
                // told below
            }
            throw failures.of(Kind.MALFORMED, "asked for " + one.name() + " with arguments that are no JSON object");
        }
    }

    /** Some providers give none. */
    private static String id(ToolExecutionRequest call, int index) {
        return call.id() == null || call.id().isBlank() ? "call-" + (index + 1) : call.id();
    }

    /** What is there says more than the word for it, which compatible servers are careless with. */
    private static Stop ended(Stop stop, List<ToolRequest> calls, boolean formGiven) {
        return switch (stop) {
            case LENGTH -> Stop.LENGTH;
            case REFUSAL -> Stop.REFUSAL;
            case CALLS -> formGiven || calls.isEmpty() ? Stop.END : Stop.CALLS;
            case END -> calls.isEmpty() ? Stop.END : Stop.CALLS;
        };
    }

    private ModelReply counted(ModelReply reply, ChatResponse complete) {
        var usage = complete.tokenUsage();
        if (usage == null) {
            return reply;
        }
        var tokens = dialect.tokens(usage);
        var counted = new Usage(tokens.input(), tokens.cached(), tokens.output());
        Optional<ModelCost> cost =
                definition.prices().map((ModelPrices prices) -> prices.cost(counted, tokens.written()));
        return new ModelReply(reply.text(), reply.output(), reply.calls(), reply.stop(), counted, reply.model(), cost);
    }
}
