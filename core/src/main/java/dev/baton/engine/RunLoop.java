package dev.baton.engine;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamId;
import dev.baton.event.WakeChange;
import dev.baton.json.Digest;
import dev.baton.policy.PolicySet;
import dev.baton.principal.Principal;
import dev.baton.run.Decision;
import dev.baton.run.EffectState;
import dev.baton.run.NextAction;
import dev.baton.run.RunCommand;
import dev.baton.run.RunDecider;
import dev.baton.run.RunEvent;
import dev.baton.run.RunProgram;
import dev.baton.run.RunState;
import dev.baton.run.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Works on one run as long as there is something to do: decides, commits, performs, folds in what came of it, parks. It
 * alone may send what it itself has durably intended.
 */
final class RunLoop {
    /** A wake that is nearer than this is waited for; a later one is left to the queue. */
    static final Duration SOON = Duration.ofMillis(500);

    /** How long a run waits whose policies are broken at the moment. */
    private static final Duration BROKEN_PAUSE = Duration.ofSeconds(10);

    /** How long a run waits before it looks again whether what it needs is switched on. */
    static final Duration HALTED_PAUSE = Duration.ofSeconds(5);

    private final EngineSettings settings;
    private final RunLog log;
    private final Programs programs;
    private final SwitchDesk switches;
    private final Performer performer;
    private final ExecutorService threads;
    private final Lease lease;
    private final LatestRuns latest;
    private final Endings endings;
    private final RunProgram program;
    private final Digest definition;
    private final Principal agent;
    private final LinkedBlockingQueue<RunSignal> signals = new LinkedBlockingQueue<>();
    private final Map<String, InFlight> inFlight = new HashMap<>();
    private final Set<String> followed = new HashSet<>();
    private final Set<String> intendedHere = new HashSet<>();
    private boolean begun;
    private RunLog.Loaded loaded;
    private boolean stopping;
    private volatile boolean over;

    /** What is being performed, and by what. */
    private record InFlight(NextAction action, Future<?> work) {}

    /** @param first the decision with which the run has just begun here: nobody else can have sent what it intends */
    RunLoop(
            EngineSettings settings,
            RunLog log,
            Programs programs,
            SwitchDesk switches,
            Performer performer,
            ExecutorService threads,
            Lease lease,
            RunLog.Loaded loaded,
            Optional<Decision> first,
            LatestRuns latest,
            Endings endings) {
        this.settings = settings;
        this.log = log;
        this.programs = programs;
        this.switches = switches;
        this.performer = performer;
        this.threads = threads;
        this.lease = lease;
        this.loaded = loaded;
        this.begun = first.isPresent();
        first.ifPresent(decision -> intendedHere.addAll(intentsOf(decision)));
        this.latest = latest;
        this.endings = endings;
        var submitted = submitted(loaded.state());
        this.definition = submitted.definition();
        this.program = programs.load(definition);
        this.agent = agentOf(submitted);
    }

    /** Who acts in a run. */
    static Principal agentOf(RunEvent.Submitted submitted) {
        return Principal.of(Principal.Kind.AGENT, submitted.agent()).actingFor(submitted.requester());
    }

    private static RunEvent.Submitted submitted(RunState state) {
        return switch (state) {
            case RunState.Active active -> active.submitted();
            case RunState.Ended ended -> ended.last().submitted();
            case RunState.NotStarted ignored -> throw new IllegalStateException("the run was never submitted");
        };
    }

    Lease lease() {
        return lease;
    }

    /** Whether this loop has brought the run to its end, or left it. */
    boolean isOver() {
        return over;
    }

    /** To be told at least every {@link #SOON}, so that wakes and a clock that was set are noticed. */
    void tick() {
        signals.add(new RunSignal.Tick());
    }

    void grownTo(long revision) {
        signals.add(new RunSignal.Grown(revision));
    }

    /** Lets what is in flight return, and leaves the rest to whoever claims the run next. */
    void stop() {
        signals.add(new RunSignal.Stop());
    }

    /** Returns true when the run is parked, is over or was lost to another worker, and false when it is to be left. */
    boolean work() throws InterruptedException {
        try {
            return workOn();
        } finally {
            over = true;
        }
    }

    private boolean workOn() throws InterruptedException {
        RunCommand command = begun ? new RunCommand.Continue() : new RunCommand.TakenOver(sendingHere());
        while (true) {
            // who may have lost the run to another node starts nothing more
            stopping |= !lease.isCertain();
            if (stopping && inFlight.isEmpty() && command instanceof RunCommand.TakenOver) {
                return false;
            }
            var policies = programs.policiesFor(definition, program);
            if (!(policies instanceof PolicySet.Compilation.Compiled current)) {
                park(Optional.of(settings.clock().instant().plus(BROKEN_PAUSE)));
                return true;
            }
            var situation = situation(current.policies());
            var decision = stopping
                    ? RunDecider.accept(loaded.state(), command, situation)
                    : RunDecider.decide(loaded.state(), command, situation);
            callOffWhatIsMoot(decision.state());
            var actions = startable(decision, situation);
            var wake = nextWake(decision.state(), situation.now());
            var parks = !stopping && inFlight.isEmpty() && actions.isEmpty() && !isSoon(wake);
            switch (commit(
                    decision, parks ? Optional.of(new WakeChange.Park(lease.claim(), wake)) : Optional.empty())) {
                case CommitOutcome.Committed ignored -> {
                    if (parks) {
                        return true;
                    }
                    actions.forEach(this::start);
                    var next = await(wake.filter(at -> inFlight.isEmpty() || at.isAfter(situation.now())));
                    if (next == null) {
                        return false;
                    }
                    command = next;
                }
                case CommitOutcome.Stale stale -> {
                    if (WindowLog.isOf(stale.stream())) {
                        command = onOtherSums(command);
                    }
                    reload();
                }
                case CommitOutcome.Held held -> command = heldElsewhere(command, held.owner());
                case CommitOutcome.ClaimLost ignored -> {
                    if (stopping || decision.events().isEmpty()) {
                        return true;
                    }
                    // somebody else goes on with the run, but what was observed here still is to be told
                    stopping = true;
                }
            }
        }
    }

    private Situation situation(PolicySet policies) {
        var now = settings.clock().instant();
        return new Situation(
                loaded.run(),
                program,
                policies,
                now,
                lease.until(now),
                settings.modelRoles(),
                switches.current(),
                programs.level(agent.id()));
    }

    /** Who is halted looks now and then whether that is over. */
    private Optional<Instant> nextWake(RunState state, Instant now) {
        var halted = state instanceof RunState.Active active && active.halted().isPresent();
        return halted ? Optional.of(now.plus(HALTED_PAUSE)) : RunDecider.nextWake(state, program);
    }

    private boolean isSoon(Optional<Instant> wake) {
        return wake.map(at -> at.isBefore(settings.clock().instant().plus(SOON)))
                .orElse(false);
    }

    /** What is to be performed next and is not being performed already. */
    private List<NextAction> startable(Decision decision, Situation situation) {
        if (stopping) {
            return List.of();
        }
        var intended = new HashSet<>(intendedHere);
        intended.addAll(intentsOf(decision));
        return RunDecider.next(decision.state(), situation).stream()
                .filter(action -> !inFlight.containsKey(action.key()))
                .filter(action -> !followed.contains(action.key()))
                .filter(action -> !(action instanceof NextAction.Send) || intended.contains(action.key()))
                .toList();
    }

    private static List<String> intentsOf(Decision decision) {
        var keys = new ArrayList<String>();
        for (var event : decision.events()) {
            if (event instanceof RunEvent.EffectIntended intended) {
                keys.add(sendKey(intended.effect(), 1));
            } else if (event instanceof RunEvent.EffectResent resent) {
                keys.add(sendKey(resent.effect(), resent.attempt()));
            }
        }
        return keys;
    }

    private static String sendKey(String effect, int attempt) {
        return "send " + effect + " " + attempt;
    }

    private CommitOutcome commit(Decision decision, Optional<WakeChange.Park> park) {
        if (decision.events().isEmpty() && park.isEmpty()) {
            return new CommitOutcome.Committed(0);
        }
        var now = settings.clock().instant();
        var append = log.append(loaded.run(), loaded.head(), decision.events(), now, agent.chain());
        var stream = RunNames.stream(loaded.run());
        var wakes = new ArrayList<WakeChange>(park.stream().toList());
        Moments.wake(loaded.run(), loaded.state(), decision.state(), now).ifPresent(wakes::add);
        parentOf(decision).ifPresent(parent -> wakes.add(new WakeChange.At(RunNames.stream(parent), now)));
        var appends = log.with(append, decision, now);
        var outcome = settings.store().commit(new Commit(log.commitId(), appends, wakes, decision.holds(stream)));
        if (outcome instanceof CommitOutcome.Committed) {
            committed(new RunLog.Loaded(loaded.run(), append.head(), decision.state(), now));
            intendedHere.addAll(intentsOf(decision));
        }
        return outcome;
    }

    private void committed(RunLog.Loaded changed) {
        loaded = changed;
        latest.committed(changed);
        if (changed.state() instanceof RunState.Ended) {
            over = true;
            endings.ended(changed);
        }
    }

    /** The run that waits for the end of this one, when that has come. */
    private static Optional<String> parentOf(Decision decision) {
        return decision.state() instanceof RunState.Ended ended
                ? ended.last().submitted().parent().map(RunEvent.Parent::run)
                : Optional.empty();
    }

    private void park(Optional<Instant> next) {
        var nothing = Append.nothing(RunNames.stream(loaded.run()), loaded.head());
        List<WakeChange> wakes = List.of(new WakeChange.Park(lease.claim(), next));
        // if that is refused somebody else has changed the run or taken it over, and either queues it again
        settings.store().commit(new Commit(log.commitId(), List.of(nothing), wakes, List.of()));
    }

    /** The effects that this loop itself is sending; what anybody else was sending may have been done or not. */
    private Set<String> sendingHere() {
        return loaded.state() instanceof RunState.Active run
                ? run.unsettled().stream()
                        .filter(effect -> intendedHere.contains(sendKey(effect.id(), effect.attempts())))
                        .map(EffectState::id)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Reads the run again. */
    void reload() {
        begun = false;
        loaded = log.load(loaded.run()).orElseThrow();
    }

    /** The key that a write would take went to another run between the look and the commit. */
    private static RunCommand heldElsewhere(RunCommand command, StreamId owner) {
        if (command instanceof RunCommand.Judged judged) {
            var holder = "handoff " + RunNames.handoffOfRun(owner.id());
            return new RunCommand.Judged(judged.judge(), judged.facts(), Optional.of(holder));
        }
        throw new IllegalStateException("a key is taken after a judgement only, not after " + command);
    }

    /** Another run took of the same room: what was found out for the ruling is out of date and is found out again. */
    private static RunCommand onOtherSums(RunCommand command) {
        return command instanceof RunCommand.Judged ? new RunCommand.Continue() : command;
    }

    private void start(NextAction action) {
        if (action instanceof NextAction.Follow) {
            // the child's end wakes this run again, so that one look is enough until then
            followed.add(action.key());
        }
        inFlight.put(action.key(), new InFlight(action, threads.submit(() -> perform(action))));
    }

    private void perform(NextAction action) {
        try {
            signals.add(new RunSignal.Returned(
                    action.key(), performer.perform(loaded.run(), program.definition(), agent, action, this::maySend)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            signals.add(new RunSignal.Interrupted(action.key()));
        } catch (RuntimeException e) {
            signals.add(new RunSignal.Broken(action.key(), e));
        }
    }

    private boolean maySend() {
        return lease.isCertain() && switches.current().ofAgent(agent.id()).isEmpty();
    }

    /** Once a run is ending nobody waits for its reads any longer; writes on their way are settled. */
    private void callOffWhatIsMoot(RunState state) {
        if (!(state instanceof RunState.Active active) || active.isEnding()) {
            inFlight.values()
                    .removeIf(it -> it.action().isMootInTheEnd() && it.work().cancel(true));
        }
    }

    /** Waits for something to happen; null when the run is to be left. */
    private @Nullable RunCommand await(Optional<Instant> wake) throws InterruptedException {
        while (true) {
            if (stopping && inFlight.isEmpty()) {
                return null;
            }
            // a timer for each wait of each loop is dear, and ticks come anyway
            var signal = isSoon(wake) ? signals.poll(pause(wake), TimeUnit.MILLISECONDS) : signals.take();
            switch (signal) {
                case null -> {
                    return new RunCommand.Continue();
                }
                case RunSignal.Tick ignored -> {
                    return new RunCommand.Continue();
                }
                case RunSignal.Returned returned -> {
                    if (inFlight.remove(returned.key()) != null) {
                        return returned.command();
                    }
                }
                case RunSignal.Interrupted interrupted -> {
                    if (inFlight.remove(interrupted.key()) != null) {
                        stopping = true;
                    }
                }
                case RunSignal.Grown grown -> {
                    if (grown.revision() > loaded.head().revision()) {
                        followed.clear();
                        reload();
                        return new RunCommand.TakenOver(sendingHere());
                    }
                }
                case RunSignal.Stop ignored -> stopping = true;
                case RunSignal.Broken broken -> {
                    if (inFlight.containsKey(broken.key())) {
                        if (broken.cause() instanceof StoreUnavailableException unavailable) {
                            throw unavailable;
                        }
                        throw new IllegalStateException("'" + broken.key() + "' failed", broken.cause());
                    }
                }
            }
        }
    }

    private long pause(Optional<Instant> wake) {
        var now = settings.clock().instant();
        return wake.map(at -> Math.clamp(Duration.between(now, at).toMillis(), 1, SOON.toMillis()))
                .orElse(SOON.toMillis());
    }
}
