package dev.baton.plan;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.json.JsonSchema;
import dev.baton.tool.ToolName;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The forms in which a step says what it does: a tool, a judgement, a question, a handoff, a wait or a part left open. */
final class StepForms {
    private static final List<String> FORMS = List.of("tool", "judge", "ask", "handoff", "wait", "plan");
    private static final List<String> MEMBERS = List.of("args", "with", "question", "schema", "expires", "input");
    private static final String UNTIL = "until ";
    private static final Duration LONGEST = Duration.ofDays(3660);

    /** Stands for what could not be read; the problem that came with it keeps it from being used. */
    private static final Action UNREADABLE = new Action.WaitFor(Duration.ZERO);

    private StepForms() {}

    static Action read(Fields fields) {
        var forms = FORMS.stream().filter(fields::has).toList();
        if (forms.size() != 1) {
            fields.problem(
                    "",
                    forms.isEmpty()
                            ? "the step has none of " + String.join(", ", FORMS)
                            : "the step is only one of " + String.join(", ", forms));
            // all that a step may say, so that what is misspelt is found
            FORMS.forEach(fields::json);
            MEMBERS.forEach(fields::json);
            return UNREADABLE;
        }
        return switch (forms.getFirst()) {
            case "tool" -> tool(fields);
            case "judge" -> new Action.Judge(fields.text("judge"), fields.object("with"), schema(fields));
            case "ask" -> new Action.Ask(fields.text("ask"), fields.text("question"), schema(fields), expires(fields));
            case "handoff" -> new Action.HandOff(fields.text("handoff"), fields.object("input"));
            case "plan" -> new Action.Open(fields.text("plan"));
            default -> waiting(fields);
        };
    }

    private static Action tool(Fields fields) {
        var name = fields.parsed("tool", ToolName::parse);
        var args = fields.object("args");
        return name.<Action>map(tool -> new Action.UseTool(tool, args)).orElse(UNREADABLE);
    }

    private static Optional<Duration> expires(Fields fields) {
        var expires = fields.duration("expires");
        if (expires.filter(time -> time.compareTo(LONGEST) > 0).isPresent()) {
            fields.problem("expires", "nobody is asked for longer than " + LONGEST.toDays() + " days");
            return Optional.empty();
        }
        return expires;
    }

    private static Json.Obj schema(Fields fields) {
        var schema = fields.object("schema");
        try {
            JsonSchema.of(schema);
        } catch (JsonException e) {
            fields.problem("schema", String.valueOf(e.getMessage()));
        }
        return schema;
    }

    private static Action waiting(Fields fields) {
        var text = fields.text("wait").strip();
        if (text.startsWith(UNTIL)) {
            return new Action.WaitUntil(text.substring(UNTIL.length()).strip());
        }
        try {
            var duration = Duration.parse(text);
            if (duration.compareTo(LONGEST) > 0) {
                fields.problem("wait", "no step waits longer than " + LONGEST.toDays() + " days");
                return UNREADABLE;
            }
            if (!duration.isNegative()) {
                return new Action.WaitFor(duration);
            }
        } catch (DateTimeParseException e) {
            // told below, together with the negative ones
        }
        fields.problem("wait", "'" + text + "' is neither a duration like PT2H or P3D nor 'until EXPRESSION'");
        return UNREADABLE;
    }

    static Map<String, Json> write(Action action) {
        var members = new LinkedHashMap<String, Json>();
        switch (action) {
            case Action.UseTool use -> {
                members.put("tool", Json.text(use.tool().toString()));
                members.put("args", use.args());
            }
            case Action.Judge judge -> {
                members.put("judge", Json.text(judge.question()));
                members.put("with", judge.with());
                members.put("schema", judge.schema());
            }
            case Action.Ask ask -> {
                members.put("ask", Json.text(ask.of()));
                members.put("question", Json.text(ask.question()));
                members.put("schema", ask.schema());
                ask.expires().ifPresent(time -> members.put("expires", Json.text(time.toString())));
            }
            case Action.HandOff handOff -> {
                members.put("handoff", Json.text(handOff.contract()));
                members.put("input", handOff.input());
            }
            case Action.WaitFor wait ->
                members.put("wait", Json.text(wait.duration().toString()));
            case Action.WaitUntil wait -> members.put("wait", Json.text(UNTIL + wait.time()));
            case Action.Open open -> members.put("plan", Json.text(open.question()));
        }
        return members;
    }
}
