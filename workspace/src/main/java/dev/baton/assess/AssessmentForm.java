package dev.baton.assess;

import dev.baton.json.Json;
import java.util.List;
import java.util.Map;

/** Assessments as JSON, alike for the command line and the API. */
public final class AssessmentForm {
    private AssessmentForm() {}

    /** All that is said about one workflow. */
    public static Json.Obj of(Workflow workflow, Map<String, SystemFacts> facts) {
        var assessment = workflow.assessment();
        return summary(workflow)
                .with("verdict", assessment.verdict())
                .with("meaning", assessment.choice().meaning())
                .with(
                        "reasons",
                        Json.array(assessment.reasons().stream()
                                .map(AssessmentForm::reason)
                                .toList()))
                .with("tips", texts(assessment.tips()))
                .with("cautions", texts(assessment.cautions()))
                .with("layers", aspects(Aspect.layers(), assessment.choice()))
                .with("dimensions", aspects(Aspect.dimensions(), assessment.choice()))
                .with("risks", risks(Risk.of(workflow, facts)))
                .with("template", workflow.starter().word());
    }

    public static Json.Obj of(Portfolio portfolio) {
        var shared = portfolio.shared().entrySet().stream()
                .map(entry -> (Json)
                        Json.object("system", Json.text(entry.getKey())).with("workflows", texts(entry.getValue())))
                .toList();
        return Json.object(
                        "workflows",
                        Json.array(portfolio.workflows().stream()
                                .map(workflow -> (Json) of(workflow, portfolio.systems()))
                                .toList()))
                .with("shared", Json.array(shared))
                .with(
                        "order",
                        Json.array(portfolio.order().stream()
                                .map(AssessmentForm::place)
                                .toList()));
    }

    private static Json.Obj summary(Workflow workflow) {
        var assessment = workflow.assessment();
        var form = Json.object("name", Json.text(workflow.name()));
        if (!workflow.description().isEmpty()) {
            form = form.with("description", workflow.description());
        }
        return form.with("systems", texts(workflow.systems()))
                .with("choice", assessment.choice().word())
                .with("score", Json.number(assessment.score()))
                .with("borderline", Json.bool(assessment.borderline()));
    }

    private static Json reason(Assessment.Reason reason) {
        return Json.object("question", Json.text(reason.question().key()))
                .with("text", reason.question().text())
                .with("answer", reason.yes() ? "yes" : "no")
                .with("forAgent", Json.bool(reason.forAgent()))
                .with("reason", reason.text());
    }

    private static Json aspects(List<Aspect> aspects, Choice choice) {
        return Json.array(aspects.stream().map(aspect -> aspect(aspect, choice)).toList());
    }

    private static Json aspect(Aspect aspect, Choice choice) {
        var form = Json.object("name", Json.text(aspect.title()));
        for (var side : choice.sides()) {
            var description = aspect.of(side);
            form = form.with(
                    side.word(),
                    Json.object("text", Json.text(description.text())).with("part", description.part()));
        }
        return form;
    }

    private static Json risks(List<Risk> risks) {
        return Json.array(risks.stream()
                .map(risk ->
                        (Json) Json.object("about", Json.text(risk.about())).with("text", risk.text()))
                .toList());
    }

    private static Json place(BuildOrder.Place place) {
        return Json.object("name", Json.text(place.workflow().name()))
                .with("choice", place.workflow().assessment().choice().word())
                .with("connects", texts(place.connects()))
                .with("reuses", texts(place.reuses()))
                .with("reason", place.reason());
    }

    private static Json texts(List<String> texts) {
        return Json.array(texts.stream().map(text -> (Json) Json.text(text)).toList());
    }
}
