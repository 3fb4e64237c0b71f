package dev.baton.workspace;

import dev.baton.agent.AgentDefinition.Planner;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.memory.Recall;
import dev.baton.run.Planning;
import dev.baton.run.Planning.Style;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads who plans for an agent: {@code playbook:NAME}, {@code model}, {@code stepwise}, or one of those with options. */
final class PlannerReader {
    private static final String PLAYBOOK = "playbook:";
    private static final Map<String, Style> STYLES = Map.of("model", Style.WHOLE, "stepwise", Style.STEPWISE);
    private static final int MOST = 20;

    private PlannerReader() {}

    /**
     * @param instructions of the agent's file, which a model is told
     * @param recall what a model is told of earlier requests
     */
    static Optional<Planner> read(Fields fields, String instructions, Optional<Recall> recall) {
        var planner = read(fields, instructions);
        if (recall.isPresent() && planner.isPresent() && planner.get() instanceof Planner.Playbook) {
            fields.problem(
                    "memory",
                    "'memory' is for agents that a model plans for (planner: model or stepwise); a playbook recalls"
                            + " nothing");
        }
        return planner.map(it -> switch (it) {
            case Planner.Playbook playbook -> playbook;
            case Planner.Model model ->
                new Planner.Model(recall.map(model.how()::recalling).orElse(model.how()), model.fallback());
        });
    }

    private static Optional<Planner> read(Fields fields, String instructions) {
        if (!(fields.required("planner") instanceof Json.Obj)) {
            return fields.parsed("planner", text -> simple(text, instructions));
        }
        var options = fields.requiredChild("planner");
        var named = options.names().stream().filter(STYLES::containsKey).toList();
        if (named.size() != 1) {
            fields.problem("planner", "with options it is one of model: {...} and stepwise: {...}");
            options.names().forEach(options::json);
            return Optional.empty();
        }
        var style = named.getFirst().equals("model") ? Style.WHOLE : Style.STEPWISE;
        var planner = options.child(named.getFirst()).flatMap(given -> model(given, style, instructions));
        options.end();
        return planner;
    }

    private static Planner simple(String text, String instructions) {
        if (text.startsWith(PLAYBOOK) && text.length() > PLAYBOOK.length()) {
            return new Planner.Playbook(text.substring(PLAYBOOK.length()));
        }
        var style = Optional.ofNullable(STYLES.get(text))
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is not a planner; it is playbook:NAME, model or stepwise"
                        + Fields.suggestion(text, List.of("model", "stepwise"))));
        return new Planner.Model(
                planning(style, Planning.DEFAULT_REPAIRS, Planning.DEFAULT_REPLANS, Optional.empty(), instructions),
                Optional.empty());
    }

    private static Optional<Planner> model(Fields given, Style style, String instructions) {
        var repairs = count(given, "repairs", Planning.DEFAULT_REPAIRS);
        var replans = count(given, "replans", Planning.DEFAULT_REPLANS);
        var approve = given.optionalText("approve");
        var fallback = given.optionalText("fallback").map(PlannerReader::playbook);
        return given.endWith(
                () -> new Planner.Model(planning(style, repairs, replans, approve, instructions), fallback));
    }

    private static String playbook(String name) {
        return name.startsWith(PLAYBOOK) ? name.substring(PLAYBOOK.length()) : name;
    }

    private static Planning planning(
            Style style, int repairs, int replans, Optional<String> approve, String instructions) {
        return new Planning(style, repairs, replans, approve, instructions.strip());
    }

    private static int count(Fields given, String name, int otherwise) {
        var number = given.whole(name);
        if (number.isPresent() && (number.get() < 0 || number.get() > MOST)) {
            given.problem(name, "'" + name + "' is between 0 and " + MOST + ", not " + number.get());
            return otherwise;
        }
        return number.map(Long::intValue).orElse(otherwise);
    }
}
