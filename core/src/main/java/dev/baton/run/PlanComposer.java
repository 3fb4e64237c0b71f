package dev.baton.run;

import dev.baton.json.Problem;
import dev.baton.plan.Action;
import dev.baton.plan.Compilation;
import dev.baton.plan.CompiledAction;
import dev.baton.plan.CompiledPlan;
import dev.baton.plan.CompiledStep;
import dev.baton.plan.IdentityCheck;
import dev.baton.plan.KnownOutput;
import dev.baton.plan.OnceCheck;
import dev.baton.plan.Plan;
import dev.baton.plan.PlanReader;
import dev.baton.plan.ProofCheck;
import dev.baton.plan.Step;
import dev.baton.plan.WriteOrder;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts what was done and what is proposed together into one plan, and holds it to what the run may do. */
final class PlanComposer {
    private static final String NEXT = "next";
    private static final String NEXT_QUESTION = "What is to be done next to reach the goal?";

    private final RunState.Active run;
    private final Situation situation;
    private final PlanningState state;
    private final Optional<CompiledPlan> before;
    private final List<Problem> problems = new ArrayList<>();

    PlanComposer(RunState.Active run, Situation situation, PlanningState state) {
        this.run = run;
        this.situation = situation;
        this.state = state;
        this.before = run.planVersion() == 0 ? Optional.empty() : Optional.of(situation.plan(run));
    }

    PlanRevision revise(Plan proposal) {
        return adopt(composed(proposal));
    }

    PlanRevision adopt(Plan plan) {
        var limits = situation.program().definition().limits();
        if (plan.steps().size() + run.forgotten() > limits.steps()) {
            problems.add(new Problem("/steps", "the run may have at most " + limits.steps() + " steps"));
            return new PlanRevision.Rejected(problems);
        }
        var trusted = Set.copyOf(situation.program().definition().contract().trustedFields());
        problems.addAll(IdentityCheck.of(plan, trusted, run.submitted().input()));
        var json = PlanReader.write(plan);
        switch (situation.program().compile(json)) {
            case Compilation.Rejected(var found) -> problems.addAll(found);
            case Compilation.Compiled(var compiled) -> {
                var stale = stale(compiled);
                checkPromises(plan, new Doubts(run, compiled, stale));
                checkWrites(compiled, limits.writes());
                checkPatience(plan);
                if (problems.isEmpty()) {
                    return new PlanRevision.Revised(json, diff(plan), stale, changesSomething(compiled, stale));
                }
            }
        }
        return new PlanRevision.Rejected(problems);
    }

    private void checkPromises(Plan plan, Doubts doubts) {
        problems.addAll(OnceCheck.of(plan, name -> isOver(name) && !belongsToWhatWasDone(name), this::once));
        problems.addAll(ProofCheck.of(
                plan, situation.program().definition().contract().proof(), RunEnding.standing(run), doubts::about));
    }

    private boolean isWrite(Step step) {
        return step.action() instanceof Action.UseTool use
                && situation
                        .program()
                        .definition()
                        .tool(use.tool())
                        .filter(ToolSpec::isWrite)
                        .isPresent();
    }

    private Optional<String> once(ToolName tool) {
        return situation.program().definition().tool(tool).flatMap(ToolSpec::once);
    }

    private Plan composed(Plan unordered) {
        var proposal = WriteOrder.kept(unordered, this::isWrite);
        var steps = new LinkedHashMap<String, Step>();
        before.ifPresent(plan -> steps.putAll(state.part().isPresent() ? allBut(proposal) : carried(plan)));
        proposal.steps().forEach((name, step) -> {
            if (!isKept(name, step, steps.get(name))) {
                steps.put(name, step);
            }
        });
        var output = proposal.output().members().isEmpty() && state.part().isPresent()
                ? source().output()
                : KnownOutput.of(proposal.output(), steps.keySet());
        var plan = new Plan(steps, output);
        return PlanRevision.isStepwise(situation) && output.members().isEmpty() && !plan.hasOpenPart()
                ? leftOpen(plan, proposal)
                : plan;
    }

    /** The next steps are chosen when these are over. */
    private Plan leftOpen(Plan plan, Plan proposal) {
        if (proposal.steps().isEmpty()) {
            problems.add(new Problem("/steps", "give at least one step, or the output when the goal is reached"));
        } else if (before.isPresent()
                && source().steps().keySet().containsAll(proposal.steps().keySet())) {
            problems.add(new Problem(
                    "/steps",
                    "these steps are in the plan already: "
                            + String.join(", ", proposal.steps().keySet())
                            + "; choose other ones, or give the output when the goal is reached"));
        }
        var name = NEXT;
        while (plan.steps().containsKey(name)) {
            name += "_";
        }
        var steps = new LinkedHashMap<>(plan.steps());
        steps.put(
                name,
                Step.of(new Action.Open(NEXT_QUESTION))
                        .withNeeds(List.copyOf(proposal.steps().keySet())));
        return new Plan(steps, plan.output());
    }

    private Plan source() {
        return before.orElseThrow().source();
    }

    /** Everything but the part that is planned now; what waits for it waits for what takes its place. */
    private Map<String, Step> allBut(Plan proposal) {
        var part = state.part().orElseThrow();
        var steps = new LinkedHashMap<>(source().steps());
        steps.remove(part);
        steps.replaceAll((name, step) -> {
            if (!step.needs().contains(part)) {
                return step;
            }
            var needs = new LinkedHashSet<>(step.needs());
            needs.remove(part);
            needs.addAll(proposal.steps().keySet());
            needs.remove(name);
            return step.withNeeds(List.copyOf(needs));
        });
        return steps;
    }

    /** What is over, and the steps whose results it rests on. */
    private Map<String, Step> carried(CompiledPlan plan) {
        var names = new LinkedHashSet<String>();
        for (var step : plan.steps().reversed()) {
            if (PlanProgress.isOver(run, step) || names.contains(step.name())) {
                names.add(step.name());
                names.addAll(step.data());
            }
        }
        var steps = new LinkedHashMap<String, Step>();
        plan.source().steps().forEach((name, step) -> {
            if (names.contains(name)) {
                var needs = step.needs().stream().filter(names::contains).toList();
                steps.put(name, step.withNeeds(needs));
            }
        });
        return steps;
    }

    /** Whether what was there under a name stays. A name that stands for something done can mean nothing else. */
    private boolean isKept(String name, Step proposed, @Nullable Step there) {
        if (there != null && there.isLike(proposed)) {
            return true;
        }
        failed(name, proposed)
                .ifPresent(why -> problems.add(new Problem(
                        "/steps/" + name, "'" + name + "' has failed exactly like this (" + why + "); change it")));
        if (belongsToWhatWasDone(name)) {
            problems.add(new Problem(
                    "/steps/" + name,
                    "'" + name + "' was done and stays as it is; leave it out, and give a new step another name"));
            return true;
        }
        if (there != null && state.part().isPresent()) {
            problems.add(new Problem("/steps/" + name, "there is a step '" + name + "' already; choose another name"));
            return true;
        }
        return false;
    }

    /** Why a step came to nothing that is planned again as it was. */
    private Optional<String> failed(String name, Step proposed) {
        return state.anew().isPresent() && run.steps().get(StepId.of(name)) instanceof StepState.Failed failed
                ? before.map(plan -> plan.source().steps().get(name))
                        .filter(proposed::isLike)
                        .map(old -> failed.reason())
                : Optional.empty();
    }

    private boolean belongsToWhatWasDone(String name) {
        var written = run.effects().values().stream()
                .anyMatch(effect -> effect.step().step().equals(name) && PlanRevision.isDone(effect));
        return written || wasHandedOff(name);
    }

    /** Also what an earlier plan handed off: its state is only kept for that. */
    private boolean wasHandedOff(String name) {
        var known = run.steps().keySet().stream().anyMatch(step -> step.step().equals(name));
        var old = before.flatMap(plan -> plan.step(name));
        return known && (old.isEmpty() || old.get().action() instanceof CompiledAction.HandOff);
    }

    private void checkWrites(CompiledPlan plan, int most) {
        var planned = plan.steps().stream()
                .filter(step -> step.isWrite() && !isOver(step))
                .count();
        if (planned + run.effects().size() > most) {
            problems.add(new Problem("/steps", "the run may do at most " + most + " writes"));
        }
    }

    /** Waiting counts for no other limit, so that has one of its own. */
    private void checkPatience(Plan plan) {
        plan.steps().forEach((name, step) -> {
            var longest = switch (step.action()) {
                case Action.WaitFor wait -> wait.duration();
                case Action.Ask ask -> ask.expires().orElse(Duration.ZERO);
                case Action.UseTool ignored -> Duration.ZERO;
                case Action.Judge ignored -> Duration.ZERO;
                case Action.HandOff ignored -> Duration.ZERO;
                case Action.WaitUntil ignored -> Duration.ZERO;
                case Action.Open ignored -> Duration.ZERO;
            };
            if (longest.compareTo(Waits.LONGEST_OF_MODELS) > 0) {
                problems.add(new Problem(
                        "/steps/" + name, "a step waits for at most " + Waits.LONGEST_OF_MODELS.toDays() + " days"));
            }
        });
    }

    private boolean isOver(CompiledStep step) {
        return before.flatMap(plan -> plan.step(step.name())).isPresent() && PlanProgress.isOver(run, step);
    }

    private boolean isOver(String name) {
        return before.flatMap(plan -> plan.step(name))
                .filter(step -> PlanProgress.isOver(run, step))
                .isPresent();
    }

    private boolean changesSomething(CompiledPlan plan, List<StepId> stale) {
        return plan.steps().stream()
                .filter(step -> !isOver(step) || stale.contains(StepId.of(step.name())))
                .anyMatch(step -> step.isWrite() || step.action() instanceof CompiledAction.HandOff);
    }

    private Optional<PlanDiff> diff(Plan plan) {
        return before.map(old -> PlanDiff.between(old.source(), plan));
    }

    /** What does not go on as it is: it is planned otherwise, did not come to its end, or rests on what did not. */
    private List<StepId> stale(CompiledPlan plan) {
        var stale = new LinkedHashSet<StepId>();
        var replaced = replaced(plan.source());
        var affected = new LinkedHashSet<>(replaced);
        for (var step : plan.steps()) {
            var rests = step.data().stream().anyMatch(affected::contains);
            if (replaced.contains(step.name()) || (rests && mayBeRepeated(step))) {
                affected.add(step.name());
                addAll(stale, step.name());
            }
        }
        run.steps().forEach((id, reached) -> {
            if (!id.isOfTheRuntime() && !goesOn(plan, id, reached)) {
                stale.add(id);
            }
        });
        if (run.steps().containsKey(StepId.PLAN)) {
            stale.add(StepId.PLAN);
        }
        return List.copyOf(stale);
    }

    private Set<String> replaced(Plan plan) {
        var replaced = new LinkedHashSet<String>();
        before.map(CompiledPlan::source)
                .ifPresent(old -> plan.steps().forEach((name, step) -> {
                    var there = old.steps().get(name);
                    if (there != null && !there.isLike(step)) {
                        replaced.add(name);
                    }
                }));
        return replaced;
    }

    private void addAll(Set<StepId> stale, String name) {
        run.steps().keySet().stream().filter(id -> id.step().equals(name)).forEach(stale::add);
    }

    private boolean mayBeRepeated(CompiledStep step) {
        return !belongsToWhatWasDone(step.name());
    }

    private boolean goesOn(CompiledPlan plan, StepId id, StepState reached) {
        var step = plan.step(id.step());
        if (step.isEmpty()) {
            return belongsToWhatWasDone(id.step());
        }
        if (state.part().isPresent()) {
            return true;
        }
        return reached.isOver() ? PlanProgress.isOver(run, step.get()) : reached instanceof StepState.Waiting;
    }
}
