package dev.baton.server.api;

import dev.baton.engine.RunView;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.server.door.HandoffForm;
import java.util.Locale;

/** A run as JSON, for people who oversee it. */
final class RunForm {
    private RunForm() {}

    static Json.Obj of(RunView run) {
        var handoff = run.handoff();
        return Json.object()
                .with("id", handoff.run())
                .with("state", handoff.state().word())
                .with("agent", run.agent())
                .with("goal", run.goal())
                .with("handoff", HandoffForm.of(handoff))
                .with(
                        "steps",
                        Json.array(run.steps().stream().map(RunForm::step).toList()))
                .with(
                        "approvals",
                        Json.array(
                                run.approvals().stream().map(ApprovalForm::of).toList()))
                .with(
                        "plans",
                        Json.array(run.plans().stream().map(JsonMapping::toJson).toList()))
                .with(
                        "recalled",
                        Json.array(run.recalled().stream()
                                .map(it -> JsonMapping.toJson(it)
                                        .with("state", it.state().word()))
                                .toList()))
                .with(
                        "models",
                        Json.array(
                                run.models().stream().map(JsonMapping::toJson).toList()));
    }

    private static Json step(RunView.StepView step) {
        return JsonMapping.toJson(step).with("status", word(step.status()));
    }

    /** A constant in the API: lower case with dashes. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
