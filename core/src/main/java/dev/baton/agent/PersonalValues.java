package dev.baton.agent;

import dev.baton.json.Json;
import dev.baton.json.Personal;
import dev.baton.json.Problem;
import dev.baton.run.PlanningBrief;
import dev.baton.run.PlanningState;
import dev.baton.run.RunDefinition;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The personal values of a run, which a model that plans it refers to and is not shown. */
record PersonalValues(RunDefinition definition, Optional<Json.Obj> plan, Set<String> texts) {

    static PersonalValues of(RunDefinition definition, PlanningBrief brief) {
        var texts = new LinkedHashSet<>(
                Personal.texts(brief.input(), definition.contract().input()));
        var values = new PersonalValues(definition, brief.before(), texts);
        brief.done()
                .members()
                .forEach((step, result) ->
                        values.answer(step).ifPresent(schema -> texts.addAll(Personal.texts(result, schema))));
        return values;
    }

    /** The schema of what a step answers: that of its tool, or of a list of such. */
    private Optional<Json.Obj> answer(String step) {
        var written = plan.flatMap(known -> known.get("steps")).flatMap(steps -> steps.get(step));
        return written.flatMap(it -> it.textAt("tool"))
                .flatMap(tool -> definition.tool(ToolName.parse(tool)))
                .map(ToolSpec::output)
                .map(output ->
                        written.flatMap(it -> it.get("each")).isPresent() ? Json.object("items", output) : output);
    }

    PlanningBrief shown(PlanningBrief brief) {
        var done = new LinkedHashMap<String, Json>();
        brief.done()
                .members()
                .forEach((step, result) -> done.put(
                        step,
                        answer(step)
                                .map(schema -> Personal.hidden(result, schema))
                                .orElse(result)));
        return new PlanningBrief(
                Personal.hidden(brief.input(), definition.contract().input()).asObject(),
                brief.anew(),
                brief.before(),
                brief.part(),
                new Json.Obj(done),
                brief.skipped(),
                brief.effects(),
                brief.recalled(),
                brief.last());
    }

    PlanningState.Rejection shown(PlanningState.Rejection last) {
        return new PlanningState.Rejection(
                Personal.without(texts, last.proposal()),
                last.problems().stream()
                        .map(problem -> new Problem(problem.path(), without(problem.message())))
                        .toList(),
                last.repeated());
    }

    /** Values that were written out elsewhere: in the effects in words, in a reason, in a plan. */
    String without(String text) {
        return Personal.without(texts, text);
    }
}
