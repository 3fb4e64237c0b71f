package dev.baton.server.console;

import dev.baton.json.Json;
import dev.baton.server.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The assistants that one can talk with, as the workspace describes itself. */
final class Assistants {
    private static final int MOST_STARTERS = 3;

    private final Platform platform;

    Assistants(Platform platform) {
        this.platform = platform;
    }

    /** In the workspace's order. */
    List<Assistant> all() {
        var workspace = platform.describe();
        var contracts = members(workspace, "contracts");
        return members(workspace, "assistants").stream()
                .map(assistant -> assistant(assistant, contracts))
                .toList();
    }

    private static Assistant assistant(Json assistant, List<Json> contracts) {
        var names = texts(assistant, "contracts").toList();
        var own = contracts.stream()
                .filter(contract -> names.contains(contract.textAt("name").orElse("")))
                .toList();
        return new Assistant(
                assistant.textAt("name").orElse(""),
                assistant.textAt("description").orElse(""),
                starters(assistant, own),
                descriptions(own));
    }

    /** Its own, else what its contracts give as examples. */
    private static List<String> starters(Json assistant, List<Json> contracts) {
        var own = texts(assistant, "starters").toList();
        var examples = contracts.stream().flatMap(contract -> texts(contract, "examples"));
        return own.isEmpty() ? examples.limit(MOST_STARTERS).toList() : own;
    }

    private static Map<String, String> descriptions(List<Json> contracts) {
        var descriptions = new LinkedHashMap<String, String>();
        contracts.forEach(contract -> descriptions.put(
                contract.textAt("id").orElse(""), contract.textAt("description").orElse("")));
        return descriptions;
    }

    private static Stream<String> texts(Json json, String name) {
        return members(json, name).stream().flatMap(text -> text.asText().stream());
    }

    private static List<Json> members(Json json, String name) {
        return json.get(name)
                .flatMap(it -> it instanceof Json.Arr(var items) ? Optional.of(items) : Optional.empty())
                .orElse(List.of());
    }
}
