package dev.baton.server.console;

import dev.baton.engine.CallbackView;
import dev.baton.engine.HandoffView;
import dev.baton.engine.RunView;
import dev.baton.principal.Principal;
import dev.baton.run.PlanVersion;
import java.util.List;
import java.util.Optional;

/**
 * A run as its page shows it.
 *
 * @param across its plan, from left to right
 * @param down its plan, from top to bottom
 * @param concealed whether what is personal is not shown
 * @param changeable whether the one who looks may cancel it
 * @param callbacks who outside is told of it
 */
public record RunShown(
        RunView run,
        Look look,
        PlanGraph across,
        PlanGraph down,
        boolean changeable,
        List<CallbackView> callbacks,
        Optional<Notice> notice,
        boolean concealed) {
    private static final String OPERATOR = "operator";

    static RunShown of(
            RunView run,
            List<CallbackView> callbacks,
            Principal principal,
            Optional<Notice> notice,
            boolean concealed) {
        var ended = run.handoff().state().isTerminal();
        return new RunShown(
                run,
                Look.of(run.handoff().state()),
                PlanGraph.across(run.steps()),
                PlanGraph.down(run.steps()),
                !ended && principal.kind() == Principal.Kind.PERSON && principal.has(OPERATOR),
                callbacks,
                notice,
                concealed);
    }

    /** Where what is wanted of a step is sent to. */
    public String placeOf(RunView.StepView step) {
        return "/runs/" + run.handoff().run() + "/steps/" + Labels.inUrl(step.id());
    }

    public HandoffView handoff() {
        return run.handoff();
    }

    public boolean ended() {
        return handoff().state().isTerminal();
    }

    /** Whether there is more to be told of its plan than what a person wrote. */
    public boolean plannedByModel() {
        return run.plans().size() > 1
                || run.plans().stream()
                        .anyMatch(plan -> plan.planner().equals(PlanVersion.MODEL)
                                || plan.reason().isPresent());
    }

    public List<Shown> input() {
        return Shown.of(handoff().input());
    }

    public Optional<HandoffView.Needs.Approval> needsApproval() {
        return handoff()
                .needs()
                .filter(HandoffView.Needs.Approval.class::isInstance)
                .map(HandoffView.Needs.Approval.class::cast);
    }

    /** What a person is asked. */
    public Optional<QuestionShown> question() {
        return needsInput(handoff()).map(QuestionShown::of);
    }

    static Optional<HandoffView.Needs.Input> needsInput(HandoffView handoff) {
        return handoff.needs()
                .filter(HandoffView.Needs.Input.class::isInstance)
                .map(HandoffView.Needs.Input.class::cast);
    }

    /** The effect of which nobody knows whether it happened, when a person has to find out. */
    public Optional<RunView.StepView> inDoubt() {
        return handoff()
                .needs()
                .filter(HandoffView.Needs.Resolution.class::isInstance)
                .map(needs -> ((HandoffView.Needs.Resolution) needs).step())
                .flatMap(id -> run.steps().stream()
                        .filter(step -> step.id().equals(id))
                        .findFirst());
    }
}
