package dev.baton.models.chat;

import dev.baton.json.Json;
import dev.baton.model.ModelRequest;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Map;

/** What is each provider's own: how LangChain4j is to ask it, and what its events say that LangChain4j does not. */
sealed interface Dialect permits OpenAiDialect, AnthropicDialect, GeminiDialect {

    /** @param request decides on settings that LangChain4j does not take with a question */
    StreamingChatModel model(Address address, HttpClientBuilder http, ModelRequest request);

    ChatRequest question(ModelRequest request);

    /**
     * A request as LangChain4j wrote it, with the tools' schemas as they are.
     *
     * @param schemas by the names of tools
     */
    Json exact(Json.Obj body, Map<String, Json.Obj> schemas);

    /** Notes what an event says about the end of the reply. */
    void watch(Json event, Noticed noticed);

    Tokens tokens(TokenUsage usage);

    /** Whether a form is asked for as a function that has to be called. */
    default boolean asksFormsAsCalls() {
        return false;
    }

    /**
     * Where and as whom a model is asked.
     *
     * @param key empty where none is needed
     */
    record Address(String url, String model, String key) {
        @Override
        public String toString() {
            return model + " at " + url;
        }
    }

    /**
     * How many tokens.
     *
     * @param input all that were read
     * @param written those of them that the provider keeps from now on
     */
    record Tokens(long input, long cached, long written, long output) {
        /** Without nulls, which LangChain4j has where a provider says nothing. */
        static long count(@org.jspecify.annotations.Nullable Integer tokens) {
            return tokens == null ? 0 : Math.max(0, tokens);
        }
    }
}
