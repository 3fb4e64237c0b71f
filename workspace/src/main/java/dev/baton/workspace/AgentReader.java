package dev.baton.workspace;

import dev.baton.agent.AgentDefinition;
import dev.baton.agent.AgentDefinition.Autonomy;
import dev.baton.json.Fields;
import dev.baton.model.ModelCost;
import dev.baton.run.Limits;
import dev.baton.run.OnFailure;
import dev.baton.tool.ToolName;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code agents/*.md}. */
final class AgentReader implements DefinitionReader<AgentDefinition> {
    private static final Pattern COST = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?) ([A-Z]{3})");

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
        var recall = RecallReader.read(fields);
        var planner = PlannerReader.read(fields, body, recall);
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

    private static Limits limits(Fields fields) {
        return fields.child("limits")
                .flatMap(limits -> {
                    var steps = count(limits, "steps", 1, Limits.DEFAULT.steps());
                    var writes = count(limits, "writes", 0, Limits.DEFAULT.writes());
                    var retries = limits.has("retries")
                            ? Optional.of(count(limits, "retries", 0, 0))
                            : Optional.<Integer>empty();
                    var duration = limits.duration("duration").orElse(Limits.DEFAULT.duration());
                    var cost = limits.parsed("cost", AgentReader::cost);
                    return limits.endWith(() -> new Limits(steps, writes, duration, retries, cost));
                })
                .orElse(Limits.DEFAULT);
    }

    /** An amount and a currency, as in {@code 0.50 USD}. */
    private static ModelCost cost(String text) {
        var parts = COST.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no cost; write an amount and a currency: 0.50 USD");
        }
        return new ModelCost(new BigDecimal(parts.group(1)), parts.group(2));
    }

    private static int count(Fields limits, String name, int least, int otherwise) {
        var number = limits.whole(name);
        if (number.isPresent() && (number.get() < least || number.get() > 10_000)) {
            limits.problem(name, "'" + name + "' is between " + least + " and 10000, not " + number.get());
            return otherwise;
        }
        return number.map(Long::intValue).orElse(otherwise);
    }
}
