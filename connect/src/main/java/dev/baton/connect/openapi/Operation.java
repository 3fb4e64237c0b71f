package dev.baton.connect.openapi;

import dev.baton.connect.source.Words;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of a description, still in its own words.
 *
 * @param path the template, such as {@code /orders/{id}}
 * @param item the path item it belongs to, which may hold common parameters and servers
 */
record Operation(String method, String path, Json.Obj item, Json.Obj node) {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    /** Finds an operation by its operationId, or by method and path ("GET /orders/{id}") where it has none. */
    static Operation find(ApiDocument document, String id) throws DescriptionException {
        var operations = all(document);
        var found = operations.get(id);
        if (found == null) {
            throw new DescriptionException(
                    "the description has no operation '" + id + "'" + Fields.suggestion(id, operations.keySet()));
        }
        if (found.size() > 1) {
            throw new DescriptionException("the description has more than one operation '" + id
                    + "'; name the one that is meant by method and path, as in '"
                    + found.getFirst().title() + "'");
        }
        return found.getFirst();
    }

    private static Map<String, List<Operation>> all(ApiDocument document) throws DescriptionException {
        var operations = new LinkedHashMap<String, List<Operation>>();
        for (var path : document.root()
                .member("paths")
                .orElse(Json.object())
                .asObject()
                .members()
                .entrySet()) {
            if (document.resolved(path.getValue()) instanceof Json.Obj item) {
                collect(path.getKey(), item, operations);
            }
        }
        return operations;
    }

    private static void collect(String path, Json.Obj item, Map<String, List<Operation>> operations) {
        for (var method : METHODS) {
            if (item.get(method).orElse(Json.Null.INSTANCE) instanceof Json.Obj node) {
                var operation = new Operation(method.toUpperCase(Locale.ROOT), path, item, node);
                operation.add(operation.title(), operations);
                node.textAt("operationId").ifPresent(id -> operation.add(id, operations));
            }
        }
    }

    private void add(String name, Map<String, List<Operation>> operations) {
        operations.computeIfAbsent(name, key -> new ArrayList<>()).add(this);
    }

    private String title() {
        return method + " " + path;
    }

    /**
     * The body of a request.
     *
     * @param required whether there must be one
     */
    record Body(String mediaType, Json schema, boolean required) {}

    /** The body as JSON; empty when the operation takes none, or takes other forms only but can do without. */
    Optional<Body> body(ApiDocument document) throws DescriptionException {
        var body = document.resolved(node.get("requestBody").orElse(Json.object()));
        var required = Json.Bool.TRUE.equals(body.get("required").orElse(Json.Bool.FALSE));
        var form = MediaTypes.json(body);
        if (form.isEmpty() && required) {
            throw new DescriptionException("the operation takes no JSON body; others are not supported");
        }
        return form.map(json -> new Body(json.type(), json.schema(), required));
    }

    /** Summary and description, unless one says it all. */
    String words() {
        var summary = node.textAt("summary")
                .or(() -> item.textAt("summary"))
                .orElse("")
                .strip();
        var description = node.textAt("description")
                .or(() -> item.textAt("description"))
                .orElse("")
                .strip();
        if (summary.isEmpty() || description.startsWith(summary)) {
            return Words.description(description);
        }
        return Words.description(summary + (summary.endsWith(".") ? " " : ". ") + description);
    }
}
