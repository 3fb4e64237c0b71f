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
        var names = members(assistant, "contracts").stream()
                .flatMap(name -> name.asText().stream())
                .toList();
        var own = contracts.stream()
                .filter(contract -> names.contains(contract.textAt("name").orElse("")))
                .toList();
        return new Assistant(
                assistant.textAt("name").orElse(""),
                assistant.textAt("description").orElse(""),
                starters(assistant, own),
                descriptions(own));
    }

    /** What its questions and contracts give as examples, taken in turns so that each kind is there. */
    private static List<String> starters(Json assistant, List<Json> contracts) {
        var sources = Stream.concat(contracts.stream(), members(assistant, "answers").stream())
                .map(source -> members(source, "examples").stream()
                        .flatMap(example -> example.asText().stream())
                        .toList())
                .toList();
        var longest = sources.stream().mapToInt(List::size).max().orElse(0);
        return java.util.stream.IntStream.range(0, longest)
                .boxed()
                .flatMap(i -> sources.stream().filter(it -> i < it.size()).map(it -> it.get(i)))
                .limit(MOST_STARTERS)
                .toList();
    }

    private static Map<String, String> descriptions(List<Json> contracts) {
        var descriptions = new LinkedHashMap<String, String>();
        contracts.forEach(contract -> descriptions.put(
                contract.textAt("id").orElse(""), contract.textAt("description").orElse("")));
        return descriptions;
    }

    private static List<Json> members(Json json, String name) {
        return json.get(name)
                .flatMap(it -> it instanceof Json.Arr(var items) ? Optional.of(items) : Optional.empty())
                .orElse(List.of());
    }
}
