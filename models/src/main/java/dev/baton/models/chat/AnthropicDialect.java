package dev.baton.models.chat;

import dev.baton.json.Json;
import dev.baton.model.ModelReply.Stop;
import dev.baton.model.ModelRequest;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatRequestParameters;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.Map;

/**
 * Messages of Anthropic. Instructions and tools are marked to be cached. A form is asked for as a tool that has to be
 * used, because that takes any schema, where its structured outputs take closed ones only.
 */
record AnthropicDialect() implements Dialect {
    /** It wants to be told; all its models that are served today may say as much. */
    private static final int MOST_TOKENS = 8192;

    @Override
    public StreamingChatModel model(Address address, HttpClientBuilder http, ModelRequest request) {
        return AnthropicStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(address.url())
                .apiKey(address.key().isEmpty() ? "none" : address.key())
                .modelName(address.model())
                .build();
    }

    @Override
    public ChatRequest question(ModelRequest request) {
        var parameters = AnthropicChatRequestParameters.builder();
        var tools = new ArrayList<>(Questions.tools(request.tools()));
        request.form().ifPresent(form -> {
            tools.add(Questions.tool(form.name(), "Takes the answer."));
            parameters.toolChoice(ToolChoice.REQUIRED).toolChoiceName(form.name());
        });
        if (!tools.isEmpty()) {
            parameters.toolSpecifications(tools);
        }
        parameters
                .cacheSystemMessages(true)
                .cacheTools(true)
                .maxOutputTokens(request.mostTokens().orElse(MOST_TOKENS));
        return ChatRequest.builder()
                .messages(Questions.messages(request.messages(), Map.of()))
                .parameters(parameters.build())
                .build();
    }

    @Override
    public boolean asksFormsAsCalls() {
        return true;
    }

    @Override
    public Json exact(Json.Obj body, Map<String, Json.Obj> schemas) {
        return body.get("tools")
                .<Json>map(tools -> body.with("tools", Questions.exact(tools, "input_schema", schemas)))
                .orElse(body);
    }

    @Override
    public void watch(Json event, Noticed noticed) {
        event.get("delta")
                .flatMap(delta -> delta.textAt("stop_reason"))
                .ifPresent(reason -> noticed.stops(
                        switch (reason) {
                            case "max_tokens", "model_context_window_exceeded" -> Stop.LENGTH;
                            case "tool_use" -> Stop.CALLS;
                            case "refusal" -> Stop.REFUSAL;
                            default -> Stop.END;
                        }));
    }

    /** Its input tokens are only those that have to do with no cache. */
    @Override
    public Tokens tokens(TokenUsage usage) {
        var plain = Tokens.count(usage.inputTokenCount());
        var output = Tokens.count(usage.outputTokenCount());
        if (!(usage instanceof AnthropicTokenUsage own)) {
            return new Tokens(plain, 0, 0, output);
        }
        var cached = Tokens.count(own.cacheReadInputTokens());
        var written = Tokens.count(own.cacheCreationInputTokens());
        return new Tokens(plain + cached + written, cached, written, output);
    }
}
