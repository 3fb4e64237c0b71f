package dev.baton.workspace;

import dev.baton.assistant.AssistantDefinition;
import dev.baton.assistant.AssistantDefinition.Answer;
import dev.baton.assistant.AssistantDefinition.FieldCheck;
import dev.baton.expression.Scope;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.tool.ToolName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code assistants/*.md}. */
final class AssistantReader implements DefinitionReader<AssistantDefinition> {
    private static final Scope VALUE = Scope.empty().withAny("value");

    @Override
    public Optional<AssistantDefinition> read(String name, Fields fields, String body) {
        var description = fields.optionalText("description").orElse("");
        var tools = fields.parsedTexts("tools", ToolName::parse);
        var knowledge = fields.texts("knowledge");
        var contracts = fields.texts("contracts");
        fields.word("memory", List.of("conversation")); // the only one, so nothing to keep
        var checks = checks(fields);
        var answers = answers(fields);
        var starters = fields.texts("starters");
        var window = fields.whole("window")
                .map(tokens -> (int) Math.min(tokens, Integer.MAX_VALUE))
                .orElse(AssistantDefinition.DEFAULT_WINDOW);
        return fields.endWith(() -> new AssistantDefinition(
                name, description, tools, knowledge, contracts, checks, answers, starters, body, window));
    }

    private static Map<String, FieldCheck> checks(Fields fields) {
        var checks = new LinkedHashMap<String, FieldCheck>();
        fields.childrenByName("checks").forEach((field, check) -> {
            check.required("read");
            var read = check.parsed("read", ToolName::parse);
            var args = check.object("args");
            Expressions.checkTemplate(check, "args", VALUE.withAny("session"));
            var show = check.text("show");
            Expressions.checkTemplate(check, "show", VALUE.withAny("result"));
            var otherwise = check.text("otherwise");
            Expressions.checkTemplate(check, "otherwise", VALUE);
            check.endWith(() -> new FieldCheck(read.orElseThrow(), args, show, otherwise))
                    .ifPresent(sound -> checks.put(field, sound));
        });
        return checks;
    }

    private static List<Answer> answers(Fields fields) {
        var answers = new ArrayList<Answer>();
        var names = new LinkedHashSet<String>();
        for (var answer : fields.children("answers")) {
            var name = answer.text("name");
            if (!names.add(name)) {
                answer.problem("name", "another answer is called '" + name + "' too");
            }
            var examples = answer.texts("examples");
            if (examples.isEmpty()) {
                answer.problem("examples", "'examples' shows what people ask, at least one");
            }
            answer.required("read");
            var read = answer.parsed("read", ToolName::parse);
            var needs = needs(answer);
            var scope = Scope.empty().withAny("session");
            for (var field : needs.members().keySet()) {
                scope = scope.withAny(field);
            }
            var args = answer.object("args");
            Expressions.checkTemplate(answer, "args", scope);
            var say = answer.text("say");
            Expressions.checkTemplate(answer, "say", scope.withAny("result"));
            answer.endWith(() -> new Answer(name, examples, read.orElseThrow(), needs, args, say))
                    .ifPresent(answers::add);
        }
        return answers;
    }

    /** Each needed field is a JSON Schema with the question that asks for it. */
    private static Json.Obj needs(Fields answer) {
        answer.childrenByName("needs").forEach((field, schema) -> {
            if (!schema.has("x-ask")) {
                schema.problem("", "'" + field + "' needs an x-ask: the question that asks for it");
            }
        });
        var needs = answer.object("needs");
        SchemaCheck.properties(needs, answer.path() + "/needs").forEach(answer::problem);
        return needs;
    }
}
