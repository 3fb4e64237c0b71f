package dev.baton.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** JSON values as the tree that the schema validator reads, without a detour over text. */
final class JsonNodes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonNodes() {}

    static JsonNode of(Json json) {
        return switch (json) {
            case Json.Null ignored -> NODES.nullNode();
            case Json.Bool bool -> NODES.booleanNode(bool.value());
            case Json.Whole number -> NODES.numberNode(number.value());
            case Json.Decimal number -> NODES.numberNode(number.value());
            case Json.Text text -> NODES.stringNode(text.value());
            case Json.Arr array -> {
                var node = NODES.arrayNode(array.items().size());
                array.items().forEach(item -> node.add(of(item)));
                yield node;
            }
            case Json.Obj object -> {
                var node = NODES.objectNode();
                object.members().forEach((name, value) -> node.set(name, of(value)));
                yield node;
            }
        };
    }
}
