package dev.baton.models.chat;

import dev.baton.json.Json;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelRequest;
import dev.baton.model.OutputForm;
import dev.baton.model.ToolOffer;
import dev.baton.model.ToolRequest;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Our words for what is asked in LangChain4j's words. Schemas are handed on as they are. */
final class Questions {
    private Questions() {}

    /** @param attributes of what the model said before */
    static List<ChatMessage> messages(List<ModelMessage> messages, Map<String, Object> attributes) {
        return messages.stream().map(message -> message(message, attributes)).toList();
    }

    private static ChatMessage message(ModelMessage message, Map<String, Object> attributes) {
        return switch (message) {
            case ModelMessage.Instructions(var text) -> SystemMessage.from(notBlank(text));
            case ModelMessage.User(var text) -> UserMessage.from(notBlank(text));
            case ModelMessage.Reply(var text, var calls) -> reply(text, calls, attributes);
            case ModelMessage.Returned(var call, var tool, var result) ->
                ToolExecutionResultMessage.from(call, tool, result.asText().orElseGet(result::write));
        };
    }

    private static AiMessage reply(String text, List<ToolRequest> calls, Map<String, Object> attributes) {
        var builder = AiMessage.builder();
        if (!text.isEmpty() || calls.isEmpty()) {
            builder.text(notBlank(text));
        }
        if (!calls.isEmpty()) {
            builder.attributes(attributes)
                    .toolExecutionRequests(calls.stream().map(Questions::call).toList());
        }
        return builder.build();
    }

    private static ToolExecutionRequest call(ToolRequest call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.tool())
                .arguments(call.arguments().write())
                .build();
    }

    /** Providers refuse messages without any text. */
    private static String notBlank(String text) {
        return text.isBlank() ? "(nothing)" : text;
    }

    static List<ToolSpecification> tools(List<ToolOffer> offers) {
        return offers.stream()
                .map(offer -> tool(offer.name(), offer.description()))
                .toList();
    }

    /** Without its schema: LangChain4j has no words for all that can be in one. {@link #exact} puts it in. */
    static ToolSpecification tool(String name, String description) {
        return ToolSpecification.builder()
                .name(name)
                .description(description)
                .parameters(JsonObjectSchema.builder().build())
                .build();
    }

    /**
     * The list of tools in a request as LangChain4j wrote it, with their schemas as they are.
     *
     * @param member in which the schema of a tool stands
     */
    static Json exact(Json tools, String member, Map<String, Json.Obj> schemas) {
        return Json.array(tools.asArray().stream()
                .map(tool -> Optional.ofNullable(schemas.get(tool.textAt("name").orElse("")))
                        .<Json>map(schema -> tool.asObject().with(member, schema))
                        .orElse(tool))
                .toList());
    }

    /** The schemas of what may be called, by name. */
    static Map<String, Json.Obj> schemas(ModelRequest request) {
        var schemas = new LinkedHashMap<String, Json.Obj>();
        request.tools().forEach(offer -> schemas.put(offer.name(), offer.parameters()));
        request.form().ifPresent(form -> schemas.put(form.name(), form.schema()));
        return schemas;
    }

    private static Map<String, Json> members(Json schema, String name) {
        return schema.get(name)
                .filter(Json.Obj.class::isInstance)
                .map(it -> it.asObject().members())
                .orElse(Map.of());
    }

    private static List<String> required(Json schema) {
        return schema.get("required").filter(Json.Arr.class::isInstance).map(Json::asArray).orElse(List.of()).stream()
                .flatMap(name -> name.asText().stream())
                .toList();
    }

    private static JsonRawSchema raw(Json schema) {
        // "anything" is also spelled true
        return JsonRawSchema.from(schema instanceof Json.Obj ? schema.write() : "{}");
    }

    static ResponseFormat format(OutputForm form) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name(form.name())
                        .rootElement(raw(form.schema()))
                        .build())
                .build();
    }

    /**
     * Whether a provider can hold its model strictly to a schema: it has to name all members of all objects and to
     * require them.
     */
    static boolean isClosed(Json schema) {
        if (schema instanceof Json.Arr(var items)) {
            return items.stream().allMatch(Questions::isClosed);
        }
        if (!(schema instanceof Json.Obj object)) {
            return true;
        }
        var properties = members(object, "properties");
        var isObject = !properties.isEmpty()
                || object.textAt("type").filter("object"::equals).isPresent();
        if (isObject
                && (!object.get("additionalProperties").equals(Optional.of(Json.Bool.FALSE))
                        || !Set.copyOf(required(object)).equals(properties.keySet()))) {
            return false;
        }
        return properties.values().stream().allMatch(Questions::isClosed)
                && object.members().entrySet().stream()
                        .filter(member -> Set.of("items", "anyOf", "$defs").contains(member.getKey()))
                        .allMatch(member -> member.getKey().equals("$defs")
                                ? members(object, "$defs").values().stream().allMatch(Questions::isClosed)
                                : isClosed(member.getValue()))
                && Set.of("oneOf", "allOf", "not", "if", "patternProperties", "propertyNames").stream()
                        .noneMatch(object.members()::containsKey);
    }
}
