package dev.baton.models.chat;

import dev.baton.json.Json;
import dev.baton.model.ModelException.Kind;
import dev.baton.model.ModelReply.Stop;
import dev.baton.model.ModelRequest;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatRequestParameters;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Map;

/** Contents of Google's Gemini. */
record GeminiDialect() implements Dialect {
    /**
     * Newer models want their earlier calls back with the signature of the thoughts behind them, which our records do
     * not keep. This word, by Google's documentation, says that there is none.
     */
    private static final Map<String, Object> NO_THOUGHTS =
            Map.of("thinking_signature", "skip_thought_signature_validator");

    @Override
    public StreamingChatModel model(Address address, HttpClientBuilder http, ModelRequest request) {
        return GoogleAiGeminiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(address.url())
                .apiKey(address.key().isEmpty() ? "none" : address.key())
                .modelName(address.model())
                .sendThinking(true)
                .returnThinking(false)
                .build();
    }

    @Override
    public ChatRequest question(ModelRequest request) {
        var parameters = GoogleAiGeminiChatRequestParameters.builder();
        if (!request.tools().isEmpty()) {
            parameters.toolSpecifications(Questions.tools(request.tools()));
        }
        request.form().ifPresent(form -> parameters.responseFormat(Questions.format(form)));
        request.mostTokens().ifPresent(parameters::maxOutputTokens);
        return ChatRequest.builder()
                .messages(Questions.messages(request.messages(), NO_THOUGHTS))
                .parameters(parameters.build())
                .build();
    }

    @Override
    public Json exact(Json.Obj body, Map<String, Json.Obj> schemas) {
        var tools = body.get("tools").map(Json::asArray).orElse(List.of()).stream()
                .<Json>map(tool -> tool.get("functionDeclarations")
                        .<Json>map(functions -> tool.asObject().with("functionDeclarations", exact(functions, schemas)))
                        .orElse(tool))
                .toList();
        return tools.isEmpty() ? body : body.with("tools", Json.array(tools));
    }

    private static Json exact(Json functions, Map<String, Json.Obj> schemas) {
        var bare = functions.asArray().stream()
                .map(function -> function.asObject().without("parameters"))
                .toList();
        return Questions.exact(Json.array(bare), "parametersJsonSchema", schemas);
    }

    @Override
    public void watch(Json event, Noticed noticed) {
        event.get("promptFeedback")
                .flatMap(feedback -> feedback.textAt("blockReason"))
                .ifPresent(reason -> noticed.stops(Stop.REFUSAL));
        var candidates = event.get("candidates")
                .filter(Json.Arr.class::isInstance)
                .map(Json::asArray)
                .orElse(List.of());
        for (var candidate : candidates) {
            candidate.textAt("finishReason").ifPresent(reason -> {
                switch (reason) {
                    case "STOP" -> noticed.stops(Stop.END);
                    case "MAX_TOKENS" -> noticed.stops(Stop.LENGTH);
                    case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE" ->
                        noticed.stops(Stop.REFUSAL);
                    case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL" ->
                        noticed.fails(Kind.MALFORMED, "it asked for a call that makes no sense");
                    default -> noticed.stops(Stop.END);
                }
            });
        }
    }

    /** What it thought is paid for like what it said. */
    @Override
    public Tokens tokens(TokenUsage usage) {
        var output = Tokens.count(usage.outputTokenCount());
        if (!(usage instanceof GoogleAiGeminiTokenUsage own)) {
            return new Tokens(Tokens.count(usage.inputTokenCount()), 0, 0, output);
        }
        return new Tokens(
                Tokens.count(usage.inputTokenCount()),
                Tokens.count(own.cachedContentTokenCount()),
                0,
                output + Tokens.count(own.thoughtsTokenCount()));
    }
}
