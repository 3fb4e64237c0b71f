package dev.baton.engine;

import dev.baton.callback.Subscription;
import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.HoldChange;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.WakeChange;
import dev.baton.handoff.Contract;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.json.Problem;
import dev.baton.run.RunDecider;
import dev.baton.run.RunEvent;
import dev.baton.run.RunState;
import dev.baton.run.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Accepts handoffs: checks them whole, and makes them durable together with the keys they hold. */
final class Submitter implements Handoffs {
    /** An end that another engine on the same store brings about is noticed within this time. */
    private static final Duration ELSEWHERE = Duration.ofMillis(250);

    private final EngineSettings settings;
    private final RunLog log;
    private final Programs programs;
    private final SwitchDesk switches;
    private final Dispatcher dispatcher;
    private final Views views;
    private final Runs runs;
    private final Ids ids;
    private final Endings endings;
    private final CallbackDesk callbacks;
    private final Admission admission;
    private final HandoffHistory history;

    Submitter(
            EngineSettings settings,
            RunLog log,
            Programs programs,
            SwitchDesk switches,
            Dispatcher dispatcher,
            Views views,
            Runs runs,
            Ids ids,
            Endings endings,
            CallbackDesk callbacks) {
        this.settings = settings;
        this.log = log;
        this.programs = programs;
        this.switches = switches;
        this.dispatcher = dispatcher;
        this.views = views;
        this.runs = runs;
        this.ids = ids;
        this.endings = endings;
        this.callbacks = callbacks;
        this.admission = new Admission(settings);
        this.history = new HandoffHistory(settings.store(), views);
    }

    @Override
    public Submission submit(HandoffRequest request) {
        return submit(request, Optional.empty());
    }

    /** {@code parent} is the run that hands this off, when a run does. */
    Submission submit(HandoffRequest request, Optional<RunEvent.Parent> parent) {
        var contract = programs.catalog().contract(request.contract());
        if (contract.isEmpty()) {
            return new Submission.UnknownContract("there is no contract '" + request.contract() + "'"
                    + programs.catalog().suggestContract(request.contract()));
        }
        if (!contract.get().admits(request.requester())) {
            return new Submission.NotAllowed(request.requester().reference() + " may not submit "
                    + contract.get().id() + "; its callers are "
                    + contract.get().callers());
        }
        return switch (TrustedFields.fill(contract.get(), request)) {
            case TrustedFields.Filling.Refused refused -> refused.submission();
            case TrustedFields.Filling.Filled filled -> submit(request, contract.get(), filled, parent);
        };
    }

    private Submission submit(
            HandoffRequest request,
            Contract contract,
            TrustedFields.Filling.Filled filled,
            Optional<RunEvent.Parent> parent) {
        var violations = programs.compiled(contract).checkInput(filled.input());
        if (!violations.isEmpty()) {
            return new Submission.Invalid(violations.stream()
                    .map(violation -> new Problem(violation.path(), violation.message()))
                    .toList());
        }
        var objection = request.callback().flatMap(callbacks::objection);
        if (objection.isPresent()) {
            return new Submission.Invalid(List.of(objection.get()));
        }
        var agent = programs.catalog().performerOf(contract);
        if (agent.isEmpty()) {
            return new Submission.NotReady("no agent performs " + contract.id());
        }
        return switch (programs.prepare(contract, agent.get())) {
            case Programs.Preparation.NotReady notReady -> new Submission.NotReady(notReady.message());
            case Programs.Preparation.Ready ready -> accept(request, contract, filled, ready, parent);
        };
    }

    private Submission accept(
            HandoffRequest request,
            Contract contract,
            TrustedFields.Filling.Filled filled,
            Programs.Preparation.Ready ready,
            Optional<RunEvent.Parent> parent) {
        var id = ids.next();
        var input = filled.input();
        var digest = digest(request, contract, input);
        var submitted = new RunEvent.Submitted(
                RunNames.handoff(id),
                contract.id(),
                input,
                filled.requester(),
                request.door(),
                request.idempotencyKey(),
                digest,
                ready.program().definition().agent(),
                ready.digest(),
                programs.compiled(contract).single(input),
                parent,
                request.context());
        var key = request.idempotencyKey().map(text -> HoldKeys.submit(contract.id(), filled.requester(), text));
        return admission.admit(
                () -> key.flatMap(settings.store()::holder).isPresent(),
                () -> accept(id, submitted, request.callback(), key, ready));
    }

    private static Digest digest(HandoffRequest request, Contract contract, Json.Obj input) {
        var asked = Json.object("contract", Json.text(contract.id().toString())).with("input", input);
        return Digest.of(request.callback()
                // sealed anew, the same credentials look different each time
                .map(it -> new Subscription.Wanted(it.id(), it.url(), it.format(), Optional.empty()))
                .map(it -> asked.with("callback", JsonMapping.toJson(it)))
                .orElse(asked));
    }

    private Submission accept(
            String id,
            RunEvent.Submitted submitted,
            Optional<Subscription.Wanted> callback,
            Optional<String> key,
            Programs.Preparation.Ready ready) {
        while (true) {
            var parent = submitted.parent().flatMap(it -> log.load(it.run()));
            if (parent.isPresent() && !isGoingOn(parent.get())) {
                return new Submission.NotAllowed(
                        "the run " + parent.get().run() + ", which asks for this, is ending or has ended");
            }
            var attempt = commit(RunNames.run(id), submitted, callback, key, ready, parent);
            switch (attempt.outcome()) {
                case CommitOutcome.Committed ignored -> {
                    return new Submission.Accepted(views.handoff(attempt.run()), false);
                }
                case CommitOutcome.Held held -> {
                    return heldBy(held, key, submitted.request());
                }
                case CommitOutcome.Stale ignored -> {
                    // another handoff stored the same definition at the same moment; now it is there. Or the run that
                    // hands this off went on, and may not want it any more
                }
                case CommitOutcome.ClaimLost ignored -> throw new IllegalStateException("a new run cannot be claimed");
            }
        }
    }

    /** What became of making a run durable. */
    private record Attempt(RunLog.Loaded run, CommitOutcome outcome) {}

    private static boolean isGoingOn(RunLog.Loaded run) {
        return run.state() instanceof RunState.Active active && !active.isEnding();
    }

    /** @param parent as it was last seen: should it have gone on since, in whoever's hands, nothing is committed */
    private Attempt commit(
            String run,
            RunEvent.Submitted submitted,
            Optional<Subscription.Wanted> callback,
            Optional<String> key,
            Programs.Preparation.Ready ready,
            Optional<RunLog.Loaded> parent) {
        var now = settings.clock().instant();
        var stream = RunNames.stream(run);
        var lease = dispatcher.hasRoom() ? Optional.of(dispatcher.newLease(run)) : Optional.<Lease>empty();
        var followed = callback.isPresent();
        var decision = lease.map(mine -> RunDecider.begin(submitted, followed, situation(run, ready, now, mine)))
                .orElseGet(() -> RunDecider.submit(submitted, followed, now));
        var holds = new ArrayList<HoldChange>();
        key.ifPresent(name -> holds.add(new HoldChange.Take(name, stream)));
        holds.addAll(decision.holds(stream));
        var append = log.append(
                run,
                StreamHead.EMPTY,
                decision.events(),
                now,
                event -> (event.equals(submitted) ? submitted.requester() : RunLoop.agentOf(submitted)).chain());
        var wakes = new ArrayList<WakeChange>();
        wakes.add(lease.<WakeChange>map(mine -> new WakeChange.Claimed(mine.claim()))
                .orElseGet(() -> new WakeChange.At(stream, now)));
        Moments.wake(run, new RunState.NotStarted(), decision.state(), now).ifPresent(wakes::add);
        var appends = appends(log.with(append, decision, now), ready);
        callback.ifPresent(it -> appends.add(callbacks.begin(submitted, it, now)));
        parent.ifPresent(it -> appends.add(Append.nothing(RunNames.stream(it.run()), it.head())));
        var outcome = settings.store().commit(new Commit(log.commitId(), appends, wakes, holds));
        var loaded = new RunLog.Loaded(run, append.head(), decision.state(), now);
        if (outcome instanceof CommitOutcome.Committed) {
            lease.ifPresent(mine -> dispatcher.work(mine, loaded, Optional.of(decision)));
        }
        return new Attempt(loaded, outcome);
    }

    private Situation situation(String run, Programs.Preparation.Ready ready, Instant now, Lease lease) {
        return new Situation(
                run,
                ready.program(),
                ready.policies(),
                now,
                lease.until(now),
                settings.modelRoles(),
                switches.current(),
                programs.level(ready.program().definition().agent()));
    }

    private List<Append> appends(List<Append> run, Programs.Preparation.Ready ready) {
        var appends = new ArrayList<>(run);
        programs.storing(ready.digest(), ready.program(), settings.clock().instant())
                .ifPresent(appends::add);
        return appends;
    }

    /** Either this very request was accepted before, or its key meant another one, or its work is going on already. */
    private Submission heldBy(CommitOutcome.Held held, Optional<String> key, Digest digest) {
        var before = key.flatMap(settings.store()::holder).flatMap(owner -> log.load(owner.id()));
        if (before.isPresent()) {
            var view = views.handoff(before.get());
            return Views.submitted(before.get()).request().equals(digest)
                    ? new Submission.Accepted(view, true)
                    : new Submission.KeyReused(view.id());
        }
        StreamId owner = held.owner();
        var handoff = RunNames.handoffOfRun(owner.id());
        return log.load(owner.id()).isPresent()
                ? new Submission.AlreadyRunning(handoff, owner.id())
                : new Submission.NoLongerKept(handoff, owner.id());
    }

    @Override
    public Optional<HandoffView> find(String handoff) {
        return log.load(RunNames.runOfHandoff(handoff)).map(views::handoff);
    }

    @Override
    public Optional<GoneRun> gone(String handoff) {
        return runs.gone(RunNames.runOfHandoff(handoff));
    }

    @Override
    public Optional<HandoffView> await(String handoff, Duration atMost) throws InterruptedException {
        var run = RunNames.runOfHandoff(handoff);
        if (!RunNames.isRun(run)) {
            return Optional.empty();
        }
        var deadline = System.nanoTime() + atMost.toNanos();
        try (var watch = settings.store().watch(RunNames.stream(run));
                var ending = endings.expect(run)) {
            var looked = false;
            while (true) {
                var left = deadline - System.nanoTime();
                if (left <= 0 || !(looked || dispatcher.worksOn(run))) {
                    looked = true;
                    var found = find(handoff);
                    if (found.isEmpty() || found.get().state().isTerminal() || left <= 0) {
                        return found;
                    }
                }
                var pause = Duration.ofNanos(Math.min(left, ELSEWHERE.toNanos()));
                if (dispatcher.worksOn(run)) {
                    var ended = ending.within(pause.toNanos());
                    if (ended.isPresent()) {
                        return ended.map(views::handoff);
                    }
                    pause = Duration.ZERO;
                }
                looked &= !watch.await(pause);
            }
        }
    }

    @Override
    public List<HandoffChange> awaitChanges(String handoff, long afterRevision, Duration atMost)
            throws InterruptedException {
        return history.await(handoff, afterRevision, atMost);
    }

    @Override
    public List<HandoffQuery.Entry> list(HandoffQuery query) {
        return HandoffRows.find(settings.views(), query);
    }
}
