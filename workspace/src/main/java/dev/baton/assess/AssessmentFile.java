package dev.baton.assess;

import dev.baton.assess.SystemFacts.Settling;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.workspace.Diagnostic;
import dev.baton.workspace.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One or many workflows with their answers, as a file says it.
 *
 * @param portfolio what could be read; whole only when there are no problems
 * @param problems by place
 */
public record AssessmentFile(Portfolio portfolio, List<Diagnostic> problems) {
    private static final String KIND = "Assessment";

    public AssessmentFile {
        problems = List.copyOf(problems);
    }

    /** Reads the text of a file. */
    public static AssessmentFile read(Path name, String text) {
        var yaml = YamlText.read(name, text);
        if (!yaml.mistakes().isEmpty()) {
            return new AssessmentFile(new Portfolio(Map.of(), List.of()), yaml.mistakes());
        }
        var fields = Fields.of(yaml.json());
        fields.required("kind");
        fields.optionalText("kind")
                .filter(kind -> !kind.equals(KIND))
                .ifPresent(kind -> fields.problem("kind", "'" + kind + "' is not '" + KIND + "'"));
        var portfolio = read(fields);
        return new AssessmentFile(
                portfolio.orElse(new Portfolio(Map.of(), List.of())),
                fields.problems().stream().map(yaml::diagnostic).sorted().toList());
    }

    /** Reads the rest of a document, in which unknown keys are problems; empty when there are any. */
    public static Optional<Portfolio> read(Fields fields) {
        var systems = new LinkedHashMap<String, SystemFacts>();
        fields.childrenByName("systems").forEach((name, system) -> {
            named(fields, "systems", name);
            var idempotency = system.choice("idempotency", Settling.class).orElse(Settling.UNKNOWN);
            var personal = system.flag("personal", false);
            system.end();
            systems.put(name, new SystemFacts(idempotency, personal));
        });
        fields.required("workflows");
        var workflows = new ArrayList<Workflow>();
        fields.childrenByName("workflows").forEach((name, workflow) -> {
            named(fields, "workflows", name);
            workflow(name, workflow).ifPresent(workflows::add);
        });
        if (fields.has("workflows") && fields.object("workflows").members().isEmpty()) {
            fields.problem("workflows", "'workflows' names the work to be assessed, at least one");
        }
        return fields.endWith(() -> new Portfolio(systems, workflows));
    }

    /** Reads a document that is one workflow, with its name inside; empty when there is any problem. */
    public static Optional<Workflow> readOne(Fields fields) {
        var name = fields.parsed("name", Workflow::requireName).orElse(Workflow.UNNAMED);
        return workflow(name, fields);
    }

    private static void named(Fields fields, String members, String name) {
        if (!Workflow.NAME.matcher(name).matches()) {
            fields.child(members).ifPresent(child -> {
                try {
                    Workflow.requireName(name);
                } catch (IllegalArgumentException e) {
                    child.problem(name, String.valueOf(e.getMessage()));
                }
            });
        }
    }

    private static Optional<Workflow> workflow(String name, Fields fields) {
        var description = fields.optionalText("description").orElse("");
        var systems = fields.parsedTexts("systems", Workflow::requireName);
        var approver = fields.optionalText("approver");
        var template = fields.parsed("template", Template::parse);
        var answers = AnswerSheet.read(fields.requiredChild("answers"));
        return fields.endWith(() -> new Workflow(name, description, systems, approver, template, answers.complete()));
    }

    /** The text of a file that says the same. */
    public static String write(Portfolio portfolio) {
        var text = new StringBuilder("kind: " + KIND + "\n");
        if (!portfolio.systems().isEmpty()) {
            text.append("systems:\n");
            portfolio
                    .systems()
                    .forEach((name, facts) -> text.append("  ")
                            .append(name)
                            .append(": {idempotency: ")
                            .append(facts.idempotency().name().toLowerCase(Locale.ROOT))
                            .append(", personal: ")
                            .append(facts.personal())
                            .append("}\n"));
        }
        text.append("workflows:\n");
        portfolio.workflows().forEach(workflow -> write(text, workflow));
        return text.toString();
    }

    private static void write(StringBuilder text, Workflow workflow) {
        text.append("  ").append(workflow.name()).append(":\n");
        if (!workflow.description().isEmpty()) {
            line(text, "description", workflow.description());
        }
        if (!workflow.systems().isEmpty()) {
            text.append("    systems: [")
                    .append(String.join(", ", workflow.systems()))
                    .append("]\n");
        }
        workflow.approver().ifPresent(role -> line(text, "approver", role));
        workflow.template().ifPresent(template -> line(text, "template", template.word()));
        text.append("    answers:\n");
        for (var question : Question.values()) {
            text.append("      ")
                    .append(question.key())
                    .append(": ")
                    .append(workflow.answers().yes(question) ? "yes" : "no")
                    .append("   # ")
                    .append(question.text())
                    .append('\n');
        }
    }

    /** Text of others is quoted as in JSON, which YAML understands. */
    private static void line(StringBuilder text, String key, String value) {
        text.append("    ")
                .append(key)
                .append(": ")
                .append(Json.text(value).write())
                .append('\n');
    }

    /** A portfolio to begin with. */
    public static String example() {
        try (var text = AssessmentFile.class.getResourceAsStream("portfolio.yaml")) {
            if (text == null) {
                throw new IllegalStateException("the example portfolio is not on the class path");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
