package dev.baton.engine;

import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.ViewStore;
import dev.baton.event.WakeChange;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.policy.PolicySet;
import dev.baton.principal.Principal;
import dev.baton.run.EffectState;
import dev.baton.run.RunCommand;
import dev.baton.run.RunDecider;
import dev.baton.run.RunState;
import dev.baton.run.Situation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lets people look at runs and tell them things. */
final class RunDesk implements Runs {
    private static final String OPERATOR = "operator";

    private final EngineSettings settings;
    private final RunLog log;
    private final Programs programs;
    private final Dispatcher dispatcher;
    private final Views views;

    RunDesk(EngineSettings settings, RunLog log, Programs programs, Dispatcher dispatcher, Views views) {
        this.settings = settings;
        this.log = log;
        this.programs = programs;
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
        return log.load(run).map(views::run);
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
    public Change cancel(String run, Principal by, String reason) {
        return change(run, by, active -> Optional.of(new RunCommand.Cancel(by, reason)), "it is over");
    }

    @Override
    public Change resolve(String run, String step, boolean happened, Optional<Json> reference, Principal by) {
        return change(
                run,
                by,
                active -> active.unsettled().stream()
                        .filter(effect -> effect.step().toString().equals(step))
                        .filter(effect -> !(effect.status() instanceof EffectState.Status.Sending))
                        .findFirst()
                        .map(effect -> new RunCommand.ResolveByHand(
                                effect.id(), happened, reference.orElse(Json.object()), by)),
                "the step " + step + " has no effect whose outcome is unknown");
    }

    private Change change(
            String run, Principal by, Function<RunState.Active, Optional<RunCommand>> wish, String otherwise) {
        if (by.kind() != Principal.Kind.PERSON || !by.has(OPERATOR)) {
            return new Change.NotAllowed(
                    by.reference() + " may not change runs; that takes a person with the role " + OPERATOR);
        }
        while (true) {
            var loaded = log.load(run);
            if (loaded.isEmpty()) {
                return new Change.NotFound("there is no run " + run);
            }
            var command = loaded.get().state() instanceof RunState.Active active
                    ? wish.apply(active)
                    : Optional.<RunCommand>empty();
            if (command.isEmpty()) {
                return new Change.NotPossible("run " + run + " cannot be changed so: " + otherwise);
            }
            if (tell(loaded.get(), command.get(), by)) {
                return new Change.Made(find(run).orElseThrow());
            }
        }
    }

    /** Adds what a person decided, and has the run worked on; false when the run changed meanwhile. */
    boolean tell(RunLog.Loaded loaded, RunCommand command, Principal by) {
        var now = settings.clock().instant();
        var definition = Views.submitted(loaded).definition();
        var program = programs.load(definition);
        if (!(programs.policiesFor(definition, program) instanceof PolicySet.Compilation.Compiled current)) {
            throw new IllegalStateException("the policies of "
                    + program.definition().agent() + " are broken; its runs wait until they are mended");
        }
        var situation = new Situation(loaded.run(), program, current.policies(), now, now);
        var decision = RunDecider.accept(loaded.state(), command, situation);
        var stream = RunNames.stream(loaded.run());
        var append = log.append(loaded.run(), loaded.head(), decision.events(), now, by.chain());
        var outcome = settings.store()
                .commit(new Commit(
                        log.commitId(),
                        List.of(append),
                        List.of(new WakeChange.At(stream, now)),
                        decision.holds(stream)));
        dispatcher.changed(loaded.run());
        return outcome instanceof CommitOutcome.Committed;
    }
}
