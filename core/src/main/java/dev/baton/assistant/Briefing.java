package dev.baton.assistant;

import dev.baton.assistant.AssistantDefinition.Answer;
import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.expression.ExpressionException;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.handoff.Contract;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.tool.Visibility;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an assistant goes by in a conversation: its definition and its contracts, with all templates compiled. */
public final class Briefing {
    private static final Scope CHECK = Scope.empty().withAny("value").withAny("session");

    private final AssistantDefinition definition;
    private final Map<Topic, Subject> subjects;
    private final Map<String, Check> checks;

    /** What a topic asks for and how people ask for it. */
    record Subject(
            Topic topic,
            List<String> examples,
            List<Field> fields,
            Optional<Contract> contract,
            Optional<Lookup> lookup) {
        Optional<Field> field(String name) {
            return fields.stream().filter(field -> field.name().equals(name)).findFirst();
        }

        /** Those of the named fields that a person can be asked for. */
        List<Field> named(List<String> names) {
            return fields.stream()
                    .filter(field -> names.contains(field.name()) && !field.isTrusted())
                    .toList();
        }
    }

    record Check(AssistantDefinition.FieldCheck definition, Template args, Template show, Template otherwise) {}

    record Lookup(Answer definition, Template args, Template say) {}

    private Briefing(AssistantDefinition definition, Map<Topic, Subject> subjects, Map<String, Check> checks) {
        this.definition = definition;
        this.subjects = subjects;
        this.checks = checks;
    }

    /** @throws ExpressionException when a template of the assistant does not compile */
    public static Briefing of(AssistantDefinition definition, List<Contract> contracts) {
        var subjects = new LinkedHashMap<Topic, Subject>();
        for (var contract : contracts) {
            var topic = new Topic.Handoff(contract.id().name());
            subjects.put(
                    topic,
                    new Subject(
                            topic,
                            contract.examples(),
                            Field.of(contract.input()),
                            Optional.of(contract),
                            Optional.empty()));
        }
        for (var answer : definition.answers()) {
            var topic = new Topic.Question(answer.name());
            subjects.put(
                    topic,
                    new Subject(
                            topic,
                            answer.examples(),
                            Field.needed(answer.needs()),
                            Optional.empty(),
                            Optional.of(lookup(answer))));
        }
        var checks = new LinkedHashMap<String, Check>();
        definition.checks().forEach((field, check) -> checks.put(field, check(check)));
        return new Briefing(definition, subjects, checks);
    }

    private static Check check(AssistantDefinition.FieldCheck check) {
        return new Check(
                check,
                Template.compile(check.args(), CHECK),
                Template.compile(Json.text(check.show()), CHECK.withAny("result")),
                Template.compile(Json.text(check.otherwise()), CHECK));
    }

    private static Lookup lookup(Answer answer) {
        var scope = Scope.empty().withAny("session");
        for (var field : answer.needs().members().keySet()) {
            scope = scope.withAny(field);
        }
        return new Lookup(
                answer,
                Template.compile(answer.args(), scope),
                Template.compile(Json.text(answer.say()), scope.withAny("result")));
    }

    public AssistantDefinition definition() {
        return definition;
    }

    List<Subject> subjects() {
        return List.copyOf(subjects.values());
    }

    Optional<Subject> subject(Topic topic) {
        return Optional.ofNullable(subjects.get(topic));
    }

    Optional<Check> check(String field) {
        return Optional.ofNullable(checks.get(field));
    }

    /** Some sentences that this assistant understands, one of each topic. */
    List<String> samples() {
        var samples = new ArrayList<String>();
        subjects.values()
                .forEach(subject -> subject.examples().stream().findFirst().ifPresent(samples::add));
        return samples;
    }

    /** The read that confirms a value; empty when the file's template has no result for it. */
    Optional<ReadRequest.Look> confirming(String field, Json value, Principal with) {
        return check(field)
                .flatMap(check -> evaluate(check.args(), session(with).with("value", value))
                        .map(args -> new ReadRequest.Look(check.definition().read(), args.asObject())));
    }

    Optional<ReadRequest.Look> answering(Lookup lookup, Map<String, Json> fields, Principal with) {
        return evaluate(lookup.args(), bound(fields, with))
                .map(args -> new ReadRequest.Look(lookup.definition().read(), args.asObject()));
    }

    Optional<String> shown(Check check, Json value, Json result, Principal with) {
        return evaluate(check.show(), session(with).with("value", value).with("result", result))
                .flatMap(Json::asText);
    }

    Optional<String> otherwise(Check check, Json value, Principal with) {
        return evaluate(check.otherwise(), session(with).with("value", value)).flatMap(Json::asText);
    }

    Optional<String> said(Lookup lookup, Map<String, Json> fields, Json result, Principal with) {
        return evaluate(lookup.say(), bound(fields, with).with("result", result))
                .flatMap(Json::asText);
    }

    private static Bindings bound(Map<String, Json> fields, Principal with) {
        var bindings = session(with);
        for (var field : fields.entrySet()) {
            bindings = bindings.with(field.getKey(), field.getValue());
        }
        return bindings;
    }

    /** The person who talks: {@code session.kind}, {@code .id}, {@code .roles} and, for a customer, {@code .customerId}. */
    private static Bindings session(Principal with) {
        var subject = with.subject();
        var session = Visibility.describe(subject).with(subject.kind().word() + "Id", subject.id());
        return Bindings.empty().with("session", session);
    }

    /** A template meets what a system really answers, which may lack what the file counts on. */
    private static Optional<Json> evaluate(Template template, Bindings bindings) {
        try {
            return template.evaluateOptional(bindings);
        } catch (EvaluationException e) {
            return Optional.empty();
        }
    }
}
