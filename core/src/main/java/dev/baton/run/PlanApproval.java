package dev.baton.run;

import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.expression.Reference;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.plan.Compilation;
import dev.baton.plan.CompiledAction;
import dev.baton.plan.CompiledPlan;
import dev.baton.plan.CompiledStep;
import dev.baton.policy.Policy.ApprovalTerms;
import dev.baton.policy.Ruling;
import dev.baton.tool.ToolName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** A person sees what a plan would do, and approves the whole of it. Each write is ruled on its own all the same. */
public final class PlanApproval {
    /** Stands where an approval names a tool. */
    public static final ToolName WHOLE_PLAN = new ToolName("baton", "plan");

    private static final String BECAUSE = "The agent's file wants a person to approve each plan before it begins.";

    private PlanApproval() {}

    static void ask(
            Decision decision,
            Situation situation,
            PlanningState state,
            PlanRevision.Revised revised,
            String approver) {
        var run = decision.active().orElseThrow();
        var args = shown(run, situation, state, revised);
        var terms = new ApprovalTerms(
                approver, 1, List.of(), ApprovalTerms.DEFAULT_EXPIRES, ApprovalTerms.DEFAULT_USE_WITHIN);
        decision.emit(new RunEvent.ApprovalAsked(
                situation.run() + "-a" + (run.approvals().size() + 1),
                StepId.PLAN,
                WHOLE_PLAN,
                args,
                Digest.of(args),
                "agent/" + run.submitted().agent(),
                Digest.of(Json.text(BECAUSE)),
                BECAUSE,
                terms,
                Json.object(),
                situation.now().plus(terms.expires()),
                List.of()));
    }

    /** What a person has to know: every effect, in the order of the plan, and the plan itself. */
    private static Json.Obj shown(
            RunState.Active run, Situation situation, PlanningState state, PlanRevision.Revised revised) {
        var effects = situation.program().compile(revised.plan()) instanceof Compilation.Compiled(var plan)
                ? effects(run, situation, plan)
                : Json.array();
        var shown = Json.object("version", Json.number(state.version()))
                .with("effects", effects)
                .with("plan", revised.plan());
        var reason = PlanMaking.reason(state);
        return reason.isPresent() ? shown.with("reason", reason.get()) : shown;
    }

    private static Json effects(RunState.Active run, Situation situation, CompiledPlan plan) {
        var effects = new ArrayList<Json>();
        for (var step : plan.steps()) {
            if (!(run.planVersion() > 0 && PlanProgress.isOver(run, step))) {
                effect(run, situation, plan, step).ifPresent(effects::add);
            }
        }
        return Json.array(effects);
    }

    private static Optional<Json> effect(
            RunState.Active run, Situation situation, CompiledPlan plan, CompiledStep step) {
        return switch (step.action()) {
            case CompiledAction.UseTool use
            when use.tool().isWrite() ->
                Optional.of(described(step, use.tool().name().toString())
                        .with("args", use.args().known(bindings(run, situation, plan), isKnown(run, plan)))
                        .with("verdict", verdict(run, situation, plan, step, use)));
            case CompiledAction.HandOff handOff ->
                Optional.of(described(step, "handoff " + handOff.contract())
                        .with("args", handOff.input().known(bindings(run, situation, plan), isKnown(run, plan))));
            case CompiledAction.UseTool ignored -> Optional.empty();
            case CompiledAction.Judge ignored -> Optional.empty();
            case CompiledAction.Ask ignored -> Optional.empty();
            case CompiledAction.WaitFor ignored -> Optional.empty();
            case CompiledAction.WaitUntil ignored -> Optional.empty();
            case CompiledAction.Open ignored -> Optional.empty();
        };
    }

    private static Json.Obj described(CompiledStep step, String does) {
        var effect = Json.object("step", Json.text(step.name())).with("does", does);
        return step.when().isPresent() ? effect.with("when", step.when().get().source()) : effect;
    }

    /** What the rules say, where that can be told before anything was read. */
    private static String verdict(
            RunState.Active run,
            Situation situation,
            CompiledPlan plan,
            CompiledStep step,
            CompiledAction.UseTool use) {
        if (!use.args().references().stream().allMatch(isKnown(run, plan))) {
            return "ruled when its arguments are known";
        }
        try {
            var args = use.args().evaluate(bindings(run, situation, plan)).asObject();
            var origins = ArgumentOrigins.ofProposed(run, situation, plan, step);
            var question = situation.question(run, use.tool(), args, origins);
            return situation.policies().factsFor(question).isEmpty()
                    ? words(situation.policies().rule(question, java.util.Map.of()))
                    : "ruled on fresh facts right before it is done";
        } catch (EvaluationException e) {
            return "ruled when its arguments are known";
        }
    }

    private static Bindings bindings(RunState.Active run, Situation situation, CompiledPlan plan) {
        return PlanProgress.bindings(run, plan, situation.now());
    }

    /** Whether it can be told before the plan begins: the input, and what is over. */
    private static Predicate<Reference> isKnown(RunState.Active run, CompiledPlan plan) {
        return reference -> switch (reference.variable()) {
            case "input" -> true;
            case "steps" ->
                run.planVersion() > 0
                        && !reference.path().isEmpty()
                        && plan.step(reference.path().getFirst())
                                .filter(step -> PlanProgress.isOver(run, step))
                                .isPresent();
            default -> false;
        };
    }

    private static String words(Ruling ruling) {
        return ruling.decision().name().toLowerCase(Locale.ROOT) + " by " + ruling.rule() + ": " + ruling.because();
    }

    static Json.Obj planOf(ApprovalState approval) {
        return approval.asked().args().get("plan").map(Json::asObject).orElse(Json.object());
    }

    static boolean isUsable(ApprovalState approval, Instant now) {
        return approval.status() instanceof ApprovalState.Status.Granted granted && !now.isAfter(granted.useUntil());
    }
}
