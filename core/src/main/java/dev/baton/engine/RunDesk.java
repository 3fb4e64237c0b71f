package dev.baton.engine;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.HoldChange;
import dev.baton.event.ViewStore;
import dev.baton.event.WakeChange;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.json.JsonSchema;
import dev.baton.json.Problem;
import dev.baton.policy.PolicySet;
import dev.baton.principal.Principal;
import dev.baton.run.EffectState;
import dev.baton.run.QuestionState;
import dev.baton.run.RunCommand;
import dev.baton.run.RunDecider;
import dev.baton.run.RunEvent;
import dev.baton.run.RunProgram;
import dev.baton.run.RunState;
import dev.baton.run.Situation;
import dev.baton.run.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lets people look at runs and tell them things. */
final class RunDesk implements Runs {
    private static final String OPERATOR = "operator";

    private final EngineSettings settings;
    private final RunLog log;
    private final Programs programs;
    private final SwitchDesk switches;
    private final Dispatcher dispatcher;
    private final Views views;

    RunDesk(
            EngineSettings settings,
            RunLog log,
            Programs programs,
            SwitchDesk switches,
            Dispatcher dispatcher,
            Views views) {
        this.settings = settings;
        this.log = log;
        this.programs = programs;
        this.switches = switches;
        this.dispatcher = dispatcher;
        this.views = views;
    }

    @Override
    public List<RunSummary> list(Optional<HandoffState> state, int limit) {
        var query = ViewStore.Query.all(limit);
        var rows = settings.views()
                .find(RunLists.RUNS, state.map(it -> query.inState(it.word())).orElse(query));
        return rows.stream()
                .map(row -> JsonMapping.fromJson(row.body(), RunSummary.class))
                .toList();
    }

    @Override
    public Optional<RunView> find(String run) {
        return log.load(run).map(views::run).map(view -> view.hasJudgements() ? view.judged(judgements(run)) : view);
    }

    /** What models said of their judgements, by step; that is only in the log. */
    private Map<String, String> judgements(String run) {
        var said = new HashMap<String, String>();
        for (var recorded : settings.store().read(RunNames.stream(run), 0)) {
            if (recorded.type().equals(RunEvent.Judged.class.getSimpleName())
                    && RunEvents.fromRecorded(recorded) instanceof RunEvent.Judged judged) {
                said.put(judged.step().toString(), judged.model() + ": " + judged.because());
            }
        }
        return said;
    }

    @Override
    public Concealment concealment(String run) {
        return log.load(run)
                .map(loaded -> RunValues.in(
                        Views.body(loaded),
                        programs.load(Views.submitted(loaded).definition()).definition(),
                        settings.tools().specs()))
                .orElse(Concealment.NONE);
    }

    @Override
    public Optional<GoneRun> gone(String run) {
        return log.erased(run)
                .<GoneRun>map(erased -> erased)
                .or(() -> settings.views().row(RunLists.ARCHIVED, run).map(RunRows::archived));
    }

    @Override
    public List<JournalEntry> journal(String run, long afterRevision) {
        return RunNames.isRun(run)
                ? settings.store().read(RunNames.stream(run), afterRevision).stream()
                        .map(Journal::entry)
                        .toList()
                : List.of();
    }

    @Override
    public List<JournalEntry> awaitJournal(String run, long afterRevision, Duration atMost)
            throws InterruptedException {
        if (!RunNames.isRun(run)) {
            return List.of();
        }
        var deadline = System.nanoTime() + atMost.toNanos();
        try (var watch = settings.store().watch(RunNames.stream(run))) {
            while (true) {
                var entries = journal(run, afterRevision);
                var left = deadline - System.nanoTime();
                if (!entries.isEmpty() || left <= 0) {
                    return entries;
                }
                watch.await(Duration.ofNanos(left));
            }
        }
    }

    @Override
    public Change cancel(String run, Principal by, String reason, Optional<Boolean> undo) {
        return change(run, by, open -> {
            if (isOperator(by)) {
                return new Wish.Command(new RunCommand.Cancel(by, reason, undo));
            }
            // who asked for it may call it off; what becomes of what was done is not theirs to say
            return open.run().submitted().requester().isSameActor(by) && undo.isEmpty()
                    ? new Wish.Command(new RunCommand.Cancel(by, reason, Optional.empty()))
                    : new Wish.Objection(notAllowed(by));
        });
    }

    @Override
    public Change resolve(String run, String step, boolean happened, Optional<Json> reference, Principal by) {
        return isOperator(by)
                ? change(run, by, open -> resolution(open, step, happened, reference, by))
                : notAllowed(by);
    }

    @Override
    public Change skip(String run, String step, String reason, Principal by) {
        return isOperator(by)
                ? change(
                        run,
                        by,
                        open -> wish(
                                open,
                                step,
                                id -> RunDecider.againstSkipping(open.run(), id, open.program()),
                                id -> new RunCommand.Skip(id, reason, by)))
                : notAllowed(by);
    }

    @Override
    public Change retry(String run, String step, Principal by) {
        return isOperator(by)
                ? change(
                        run,
                        by,
                        open -> wish(
                                open,
                                step,
                                id -> RunDecider.againstRetrying(open.run(), id, open.program(), open.now()),
                                id -> new RunCommand.RetryNow(id, by)))
                : notAllowed(by);
    }

    @Override
    public Change answer(String run, Optional<String> question, Json value, Principal by) {
        return change(run, by, open -> answer(open, question, value, by));
    }

    private static boolean isOperator(Principal by) {
        return by.kind() == Principal.Kind.PERSON && by.has(OPERATOR);
    }

    private static Change notAllowed(Principal by) {
        return new Change.NotAllowed(
                by.reference() + " may not change runs; that takes a person with the role " + OPERATOR);
    }

    /** A run that goes on, and what decisions about it rest on. */
    private record Open(RunState.Active run, Situation situation) {
        RunProgram program() {
            return situation.program();
        }

        Instant now() {
            return situation.now();
        }
    }

    /** What somebody wants of a run. */
    private sealed interface Wish {
        record Command(RunCommand command) implements Wish {}

        record Objection(Change change) implements Wish {}
    }

    private static Wish notPossible(Open open, String reason) {
        return new Wish.Objection(
                new Change.NotPossible("run " + open.situation().run() + " cannot be changed so: " + reason));
    }

    private static Wish resolution(Open open, String step, boolean happened, Optional<Json> reference, Principal by) {
        var unknown = open.run().unsettled().stream()
                .filter(effect -> effect.step().toString().equals(step))
                .filter(effect -> !(effect.status() instanceof EffectState.Status.Sending))
                .findFirst();
        if (unknown.isPresent()) {
            var effect = unknown.get();
            return happened || effect.canBeDenied(open.situation().now())
                    ? new Wish.Command(new RunCommand.ResolveByHand(effect.id(), happened, result(reference), by))
                    : notPossible(
                            open,
                            step + " may still arrive until " + effect.certainFrom()
                                    + "; that it did not happen can be said after that");
        }
        return byHand(open, step, happened, reference, by);
    }

    private static Wish byHand(Open open, String step, boolean happened, Optional<Json> reference, Principal by) {
        return happened
                ? wish(
                        open,
                        step,
                        id -> RunDecider.againstCompletingByHand(open.run(), id, open.program()),
                        id -> new RunCommand.CompleteByHand(id, result(reference), by))
                : notPossible(open, "the step " + step + " has no effect whose outcome is unknown");
    }

    /** What is wanted of a step, unless something speaks against it. */
    private static Wish wish(
            Open open,
            String step,
            Function<StepId, Optional<String>> obstacle,
            Function<StepId, RunCommand> command) {
        StepId id;
        try {
            id = StepId.parse(step);
        } catch (IllegalArgumentException e) {
            return new Wish.Objection(new Change.NotFound(String.valueOf(e.getMessage())));
        }
        return obstacle.apply(id)
                .map(reason -> notPossible(open, reason))
                .orElseGet(() -> new Wish.Command(command.apply(id)));
    }

    /** What later steps refer to: a mere reference becomes the id. */
    private static Json result(Optional<Json> reference) {
        return reference
                .<Json>map(it -> it instanceof Json.Text id ? Json.object("id", id) : it)
                .orElse(Json.object());
    }

    private static Wish answer(Open open, Optional<String> id, Json value, Principal by) {
        var question = open.run().questions().values().stream()
                .filter(QuestionState::isOpen)
                .filter(it -> id.map(it.asked().input()::equals).orElse(true))
                .findFirst();
        if (question.isEmpty()) {
            return notPossible(open, "no such question is open");
        }
        if (!mayAnswer(open.run(), question.get(), by)) {
            return new Wish.Objection(new Change.NotAllowed(by.reference() + " is not who is asked; that is "
                    + question.get().asked().of()));
        }
        var problems = JsonSchema.of(question.get().asked().schema()).validate(value).stream()
                .map(violation -> new Problem(violation.path(), violation.message()))
                .toList();
        return problems.isEmpty()
                ? new Wish.Command(new RunCommand.Answer(question.get().asked().input(), value, by))
                : new Wish.Objection(new Change.Invalid(problems));
    }

    /** The requester's questions are for everyone who asked or for whom it was asked, and for operators who relay. */
    private static boolean mayAnswer(RunState.Active run, QuestionState question, Principal by) {
        return switch (by.kind()) {
            case PERSON ->
                question.isForRequester()
                        ? by.has(OPERATOR) || isAmong(run.submitted().requester(), by)
                        : by.has(question.asked().of());
            case CUSTOMER, SERVICE ->
                question.isForRequester() && isAmong(run.submitted().requester(), by);
            case ASSISTANT, AGENT, SYSTEM, TRIGGER -> false;
        };
    }

    private static boolean isAmong(Principal requester, Principal by) {
        return requester.isSameActor(by)
                || requester.onBehalfOf().map(other -> isAmong(other, by)).orElse(false);
    }

    private Change change(String run, Principal by, Function<Open, Wish> wish) {
        while (true) {
            var loaded = log.load(run);
            if (loaded.isEmpty()) {
                return new Change.NotFound("there is no run " + run);
            }
            if (!(loaded.get().state() instanceof RunState.Active active)) {
                return new Change.NotPossible("run " + run + " cannot be changed: it is over");
            }
            switch (wish.apply(new Open(active, situation(loaded.get())))) {
                case Wish.Objection objection -> {
                    return objection.change();
                }
                case Wish.Command command -> {
                    switch (commit(loaded.get(), List.of(command.command()), by)) {
                        case CommitOutcome.Committed ignored -> {
                            return new Change.Made(find(run).orElseThrow());
                        }
                        case CommitOutcome.Held held -> {
                            return new Change.NotPossible("handoff "
                                    + RunNames.handoffOfRun(held.owner().id()) + " has already settled this");
                        }
                        case CommitOutcome.Stale ignored -> {} // decided again on what it is now
                        case CommitOutcome.ClaimLost ignored -> {} // nothing is claimed here
                    }
                }
            }
        }
    }

    /** Adds what a person decided, and has the run worked on; false when the run changed meanwhile. */
    boolean tell(RunLog.Loaded loaded, RunCommand command, Principal by) {
        return tell(loaded, List.of(command), by);
    }

    /** The same for several decisions at once: all of them or none. */
    boolean tell(RunLog.Loaded loaded, List<RunCommand> commands, Principal by) {
        return commit(loaded, commands, by) instanceof CommitOutcome.Committed;
    }

    private Situation situation(RunLog.Loaded loaded) {
        var now = settings.clock().instant();
        var definition = Views.submitted(loaded).definition();
        var program = programs.load(definition);
        if (!(programs.policiesFor(definition, program) instanceof PolicySet.Compilation.Compiled current)) {
            throw new IllegalStateException("the policies of "
                    + program.definition().agent() + " are broken; its runs wait until they are mended");
        }
        return new Situation(
                loaded.run(),
                program,
                current.policies(),
                now,
                now,
                settings.modelRoles(),
                switches.current(),
                programs.level(program.definition().agent()));
    }

    private CommitOutcome commit(RunLog.Loaded loaded, List<RunCommand> commands, Principal by) {
        var situation = situation(loaded);
        var now = situation.now();
        var decision = RunDecider.accept(loaded.state(), commands, situation);
        var stream = RunNames.stream(loaded.run());
        var append = log.append(loaded.run(), loaded.head(), decision.events(), now, by.chain());
        var appends = log.with(append, decision, now);
        var told = new RunLog.Loaded(loaded.run(), append.head(), decision.state(), now);
        var holds = decision.holds(stream);
        var telling = Moments.wake(loaded.run(), loaded.state(), decision.state(), now);
        // a run that waited is worked on here at once, as a new one is, unless somebody has it
        if (!dispatcher.worksOn(loaded.run()) && dispatcher.hasRoom()) {
            var lease = dispatcher.newLease(loaded.run());
            var outcome = commit(appends, new WakeChange.Claimed(lease.claim()), telling, holds);
            if (outcome instanceof CommitOutcome.Committed) {
                dispatcher.work(lease, told, Optional.empty());
            }
            if (!(outcome instanceof CommitOutcome.ClaimLost)) {
                return outcome;
            }
        }
        return commit(appends, new WakeChange.At(stream, now), telling, holds);
    }

    private CommitOutcome commit(
            List<Append> appends, WakeChange wake, Optional<WakeChange> telling, List<HoldChange> holds) {
        var wakes = Stream.concat(Stream.of(wake), telling.stream()).toList();
        return settings.store().commit(new Commit(log.commitId(), appends, wakes, holds));
    }
}
