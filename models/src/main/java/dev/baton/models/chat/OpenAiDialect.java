package dev.baton.models.chat;

import dev.baton.json.Json;
import dev.baton.model.ModelReply.Stop;
import dev.baton.model.ModelRequest;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Map;

/**
 * Chat completions.
 *
 * @param compatible whether somebody else than OpenAI serves them, who knows the older name of the limit on tokens only
 */
record OpenAiDialect(boolean compatible) implements Dialect {

    @Override
    public StreamingChatModel model(Address address, HttpClientBuilder http, ModelRequest request) {
        var builder = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(address.url())
                .modelName(address.model())
                .strictJsonSchema(request.form()
                        .map(form -> Questions.isClosed(form.schema()))
                        .orElse(false));
        return (address.key().isEmpty() ? builder : builder.apiKey(address.key())).build();
    }

    @Override
    public ChatRequest question(ModelRequest request) {
        var parameters = OpenAiChatRequestParameters.builder();
        if (!request.tools().isEmpty()) {
            parameters.toolSpecifications(Questions.tools(request.tools()));
        }
        request.form().ifPresent(form -> parameters.responseFormat(Questions.format(form)));
        request.mostTokens().ifPresent(most -> {
            if (compatible) {
                parameters.maxOutputTokens(most);
            } else {
                parameters.maxCompletionTokens(most);
            }
        });
        return ChatRequest.builder()
                .messages(Questions.messages(request.messages(), Map.of()))
                .parameters(parameters.build())
                .build();
    }

    @Override
    public Json exact(Json.Obj body, Map<String, Json.Obj> schemas) {
        var tools = body.get("tools").map(Json::asArray).orElse(List.of()).stream()
                .<Json>map(tool -> tool.asObject().with("function", exactFunction(tool, schemas)))
                .toList();
        return tools.isEmpty() ? body : body.with("tools", Json.array(tools));
    }

    private static Json exactFunction(Json tool, Map<String, Json.Obj> schemas) {
        var function = Json.array(tool.get("function").orElse(Json.object()));
        return Questions.exact(function, "parameters", schemas).asArray().getFirst();
    }

    @Override
    public void watch(Json event, Noticed noticed) {
        var choices = event.get("choices")
                .filter(Json.Arr.class::isInstance)
                .map(Json::asArray)
                .orElse(List.of());
        for (var choice : choices) {
            choice.get("delta")
                    .flatMap(delta -> delta.textAt("refusal"))
                    .filter(text -> !text.isEmpty())
                    .ifPresent(noticed::refuses);
            choice.textAt("finish_reason")
                    .ifPresent(reason -> noticed.stops(
                            switch (reason) {
                                case "length" -> Stop.LENGTH;
                                case "tool_calls", "function_call" -> Stop.CALLS;
                                case "content_filter" -> Stop.REFUSAL;
                                default -> Stop.END;
                            }));
        }
    }

    @Override
    public Tokens tokens(TokenUsage usage) {
        var cached = usage instanceof OpenAiTokenUsage own && own.inputTokensDetails() != null
                ? Tokens.count(own.inputTokensDetails().cachedTokens())
                : 0;
        return new Tokens(Tokens.count(usage.inputTokenCount()), cached, 0, Tokens.count(usage.outputTokenCount()));
    }
}
