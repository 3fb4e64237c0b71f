package dev.baton.run;

import dev.baton.expression.EvaluationException;
import dev.baton.expression.OriginWords;
import dev.baton.expression.Reference;
import dev.baton.expression.Template;
import dev.baton.json.Json;
import dev.baton.plan.Action;
import dev.baton.plan.CompiledAction;
import dev.baton.plan.CompiledPlan;
import dev.baton.plan.CompiledStep;
import dev.baton.policy.Origins;
import dev.baton.principal.Principal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Follows the arguments of a call through the plan to where they come from. What two sources had a part in has both;
 * what nobody else had a part in is whoever's wrote the plan.
 */
final class ArgumentOrigins {
    private final RunState.Active run;
    private final Situation situation;
    private final CompiledPlan plan;
    private final boolean byModel;
    private final Set<String> trusted;
    private final Map<String, Set<String>> results = new HashMap<>();
    private Optional<RequestWords> request = Optional.empty();

    private ArgumentOrigins(RunState.Active run, Situation situation, CompiledPlan plan, boolean byModel) {
        this.run = run;
        this.situation = situation;
        this.plan = plan;
        this.byModel = byModel;
        this.trusted = Set.copyOf(situation.program().definition().contract().trustedFields());
    }

    /** Of the call that a step makes, or that takes one back. */
    static Origins of(RunState.Active run, Situation situation, StepId id) {
        return id.isUndo()
                ? ofUndo(run, situation, id)
                : new ArgumentOrigins(run, situation, situation.plan(run), run.isPlannedByModel()).ofStep(id);
    }

    /** Of the call that a step of a model's proposal would make. */
    static Origins ofProposed(RunState.Active run, Situation situation, CompiledPlan proposal, CompiledStep step) {
        return new ArgumentOrigins(run, situation, proposal, true).ofStep(StepId.of(step.name()));
    }

    private Origins ofStep(StepId id) {
        var step = plan.step(id.step());
        if (step.isEmpty() || !(step.get().action() instanceof CompiledAction.UseTool use)) {
            return Origins.UNKNOWN;
        }
        var sources = new TreeMap<String, Set<String>>();
        use.args().leaves().forEach(leaf -> merge(sources, leaf.path(), from(leaf, step.get())));
        return Optional.ofNullable(run.edited().get(id))
                .map(edited -> Origins.of(edited(sources, use, id, edited)))
                .orElseGet(() -> Origins.of(sources));
    }

    private static void merge(Map<String, Set<String>> sources, String path, Set<String> more) {
        sources.computeIfAbsent(path, missing -> new TreeSet<>()).addAll(more);
    }

    /** What an approver left as it was planned is from where it was; the rest is the approver's. */
    private Map<String, Set<String>> edited(
            Map<String, Set<String>> planned, CompiledAction.UseTool use, StepId id, Json.Obj edited) {
        var sources = new TreeMap<String, Set<String>>();
        var before = plannedArgs(use, id);
        edited.members().forEach((name, value) -> {
            var unchanged = before.get(name).filter(value::equals).isPresent();
            planned.forEach((path, words) -> {
                if (unchanged && OriginWords.isIn(path, name)) {
                    merge(sources, path, words);
                }
            });
            if (!unchanged) {
                merge(sources, name, Set.of(OriginWords.PERSON));
            }
        });
        return sources;
    }

    private Json.Obj plannedArgs(CompiledAction.UseTool use, StepId id) {
        try {
            return use.args()
                    .evaluate(PlanProgress.bindings(run, plan, id, situation.now()))
                    .asObject();
        } catch (EvaluationException e) {
            return Json.object();
        }
    }

    private Set<String> from(Template.Leaf leaf, CompiledStep step) {
        return from(leaf.literals(), leaf.references(), step);
    }

    private Set<String> from(Collection<Json> literals, Collection<Reference> references, CompiledStep step) {
        var words = new TreeSet<String>();
        literals.forEach(literal -> words.add(ofLiteral(literal)));
        references.forEach(reference -> words.addAll(ofReference(reference, step)));
        if (words.isEmpty()) {
            words.add(author());
        }
        return words;
    }

    private String author() {
        return byModel ? OriginWords.MODEL : OriginWords.DEFINITION;
    }

    private String ofLiteral(Json literal) {
        if (!byModel) {
            return OriginWords.DEFINITION;
        }
        if (trusted.stream()
                .anyMatch(field -> input().get(field).filter(literal::equals).isPresent())) {
            return OriginWords.SESSION;
        }
        return request().contain(literal) ? ofRequest() : OriginWords.MODEL;
    }

    private Json.Obj input() {
        return run.submitted().input();
    }

    private RequestWords request() {
        if (request.isEmpty()) {
            request = Optional.of(new RequestWords(input()));
        }
        return request.get();
    }

    /** What an agent hands on may be from anywhere, so it is not taken for a requester's words. */
    private String ofRequest() {
        var requester = run.submitted().requester();
        return requester.kind() == Principal.Kind.AGENT ? OriginWords.agent(requester.id()) : OriginWords.INPUT;
    }

    private Set<String> ofReference(Reference reference, CompiledStep step) {
        return switch (reference.variable()) {
            case "input" -> ofInput(reference.path());
            case "steps" -> ofResults(reference.path());
            case "each" ->
                step.each()
                        .map(each -> from(each.literals(), each.references(), step))
                        .orElse(Set.of());
            // the time of day is nobody's word
            default -> Set.of();
        };
    }

    private Set<String> ofInput(List<String> path) {
        if (path.isEmpty()) {
            return trusted.isEmpty() ? Set.of(ofRequest()) : Set.of(ofRequest(), OriginWords.SESSION);
        }
        return Set.of(trusted.contains(path.getFirst()) ? OriginWords.SESSION : ofRequest());
    }

    private Set<String> ofResults(List<String> path) {
        if (!path.isEmpty()) {
            return ofResult(path.getFirst());
        }
        var all = new HashSet<String>();
        plan.steps().forEach(step -> all.addAll(ofResult(step.name())));
        return all;
    }

    private Set<String> ofResult(String name) {
        var known = results.get(name);
        if (known != null) {
            return known;
        }
        var words = plan.step(name).map(this::ofResult).orElseGet(() -> Set.of(OriginWords.UNKNOWN));
        results.put(name, words);
        return words;
    }

    private Set<String> ofResult(CompiledStep step) {
        return switch (step.action()) {
            case CompiledAction.UseTool use ->
                withPerson(step, Set.of(OriginWords.tool(use.tool().name().toString())));
            case CompiledAction.Ask ask ->
                Set.of(ask.of().equals(Action.Ask.REQUESTER) ? OriginWords.INPUT : OriginWords.PERSON);
            case CompiledAction.HandOff handOff -> withPerson(step, Set.of(OriginWords.handoff(handOff.contract())));
            case CompiledAction.Judge judge -> withPerson(step, ofJudgement(judge, step));
            case CompiledAction.WaitFor ignored -> Set.of(author());
            case CompiledAction.WaitUntil until ->
                from(until.time().literals(), until.time().references(), step);
            case CompiledAction.Open ignored -> Set.of(author());
        };
    }

    /** A judgement may repeat whatever the model was shown. */
    private Set<String> ofJudgement(CompiledAction.Judge judge, CompiledStep step) {
        var words = new TreeSet<String>(Set.of(OriginWords.MODEL));
        judge.with().leaves().forEach(leaf -> words.addAll(from(leaf, step)));
        judge.question().leaves().forEach(leaf -> words.addAll(from(leaf, step)));
        return words;
    }

    /** A step that was done for several elements may have results of both kinds. */
    private Set<String> withPerson(CompiledStep step, Set<String> otherwise) {
        var byPerson = false;
        var byItself = false;
        for (var id : PlanProgress.instances(run, step)) {
            if (run.steps().get(id) instanceof StepState.Done done) {
                byPerson |= done.byPerson();
                byItself |= !done.byPerson();
            }
        }
        if (!byPerson) {
            return otherwise;
        }
        var words = new TreeSet<>(byItself ? otherwise : Set.<String>of());
        words.add(OriginWords.PERSON);
        return words;
    }

    /** Taking back rests on what was done: its result, and the arguments as they were ruled. */
    private static Origins ofUndo(RunState.Active run, Situation situation, StepId id) {
        var undone = run.effects().values().stream()
                .filter(effect -> effect.step().undo().equals(id))
                .reduce((first, second) -> second);
        if (undone.isEmpty()) {
            return Origins.UNKNOWN;
        }
        var sources = new TreeMap<String, Set<String>>();
        situation
                .program()
                .tool(undone.get().tool())
                .undoTemplate()
                .ifPresent(template -> template.leaves()
                        .forEach(leaf -> merge(sources, leaf.path(), ofUndo(run, undone.get(), leaf))));
        var edited = run.edited().getOrDefault(id, Json.object());
        edited.members().keySet().forEach(name -> merge(sources, name, Set.of(OriginWords.PERSON)));
        return Origins.of(sources);
    }

    private static Set<String> ofUndo(RunState.Active run, EffectState undone, Template.Leaf leaf) {
        var words = new TreeSet<String>();
        for (var reference : leaf.references()) {
            switch (reference.variable()) {
                case "result" -> {
                    words.add(OriginWords.tool(undone.tool().toString()));
                    if (run.steps().get(undone.step()) instanceof StepState.Done done && done.byPerson()) {
                        words.add(OriginWords.PERSON);
                    }
                }
                case "args" ->
                    words.addAll(run.origins()
                            .getOrDefault(undone.step(), Origins.UNKNOWN)
                            .at(String.join(".", reference.path())));
                default -> words.add(OriginWords.DEFINITION);
            }
        }
        if (words.isEmpty() || !leaf.literals().isEmpty()) {
            words.add(OriginWords.DEFINITION);
        }
        return words;
    }
}
