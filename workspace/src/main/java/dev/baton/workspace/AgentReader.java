package dev.baton.workspace;

import dev.baton.agent.AgentDefinition;
import dev.baton.agent.AgentDefinition.Autonomy;
import dev.baton.agent.AgentDefinition.Planner;
import dev.baton.json.Fields;
import dev.baton.run.Limits;
import dev.baton.run.OnFailure;
import dev.baton.tool.ToolName;
import java.util.List;
import java.util.Optional;

/** Reads {@code agents/*.md}. */
final class AgentReader implements DefinitionReader<AgentDefinition> {
    private static final String PLAYBOOK = "playbook:";

    @Override
    public Optional<AgentDefinition> read(String name, Fields fields, String body) {
        var description = fields.optionalText("description").orElse("");
        var performs = fields.texts("performs");
        if (performs.isEmpty()) {
            fields.problem("performs", "'performs' names the contracts that the agent carries out, at least one");
        }
        var goal = fields.text("goal");
        var tools = fields.parsedTexts("tools", ToolName::parse);
        var policies = fields.texts("policies");
        var planner = planner(fields);
        var autonomy = fields.choice("autonomy", Autonomy.class).orElse(Autonomy.SUPERVISED);
        var limits = limits(fields);
        var onFailure = fields.choice("onFailure", OnFailure.class).orElse(OnFailure.KEEP);
        return fields.endWith(() -> new AgentDefinition(
                name,
                description,
                performs,
                goal,
                tools,
                policies,
                planner.orElseThrow(),
                autonomy,
                limits,
                onFailure,
                body));
    }

    private static Optional<Planner> planner(Fields fields) {
        fields.required("planner");
        return fields.parsed("planner", text -> {
            if (!text.startsWith(PLAYBOOK) || text.length() == PLAYBOOK.length()) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not supported; so far a planner is playbook:NAME");
            }
            return new Planner.Playbook(text.substring(PLAYBOOK.length()));
        });
    }

    private static Limits limits(Fields fields) {
        return fields.child("limits")
                .flatMap(limits -> {
                    var steps = count(limits, "steps", 1, Limits.DEFAULT.steps());
                    var writes = count(limits, "writes", 0, Limits.DEFAULT.writes());
                    var retries = limits.has("retries")
                            ? Optional.of(count(limits, "retries", 0, 0))
                            : Optional.<Integer>empty();
                    var duration = limits.duration("duration").orElse(Limits.DEFAULT.duration());
                    return limits.endWith(() -> new Limits(steps, writes, duration, retries));
                })
                .orElse(Limits.DEFAULT);
    }

    private static int count(Fields limits, String name, int least, int otherwise) {
        var number = limits.whole(name);
        if (number.isPresent() && (number.get() < least || number.get() > 10_000)) {
            limits.problem(name, "'" + name + "' is between " + least + " and 10000, not " + number.get());
            return otherwise;
        }
        return number.map(Long::intValue).orElse(otherwise);
    }

    /** What the planner refers to. */
    static List<String> playbooks(AgentDefinition agent) {
        return switch (agent.planner()) {
            case Planner.Playbook playbook -> List.of(playbook.name());
        };
    }
}
