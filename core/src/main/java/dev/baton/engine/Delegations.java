package dev.baton.engine;

import dev.baton.event.EventStore;
import dev.baton.event.StreamId;
import dev.baton.handoff.ContractId;
import dev.baton.principal.Principal;
import dev.baton.run.Delegation;
import dev.baton.run.NextAction;
import dev.baton.run.RunCommand;
import dev.baton.run.RunEvent;
import dev.baton.run.RunState;
import dev.baton.run.StepId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Hands work of one agent to another, as any other requester would: by a contract, with a key of its own. */
final class Delegations {
    private static final String DOOR = "agent";
    private static final Duration LATER = Duration.ofSeconds(5);

    private final EventStore store;
    private final RunLog log;
    private final Supplier<Submitter> handoffs;
    private final Supplier<RunDesk> runs;

    Delegations(EventStore store, RunLog log, Supplier<Submitter> handoffs, Supplier<RunDesk> runs) {
        this.store = store;
        this.log = log;
        this.handoffs = handoffs;
        this.runs = runs;
    }

    /** The step's name within its run is the key, so that handing off twice is handing off once. */
    Delegation handOff(String run, Principal agent, NextAction.HandOff handOff) {
        // an earlier worker may have handed it off: then it does not matter whether that would still be possible
        var before = child(run, agent, handOff.contract(), handOff.step());
        return before.isPresent() ? standing(before.get()) : submit(run, agent, handOff);
    }

    private Delegation submit(String run, Principal agent, NextAction.HandOff handOff) {
        var request = new HandoffRequest(
                handOff.contract(), handOff.input(), agent, DOOR, Optional.of(key(run, handOff.step())));
        var parent = new RunEvent.Parent(run, handOff.depth());
        return switch (handoffs.get().submit(request, Optional.of(parent))) {
            case Submission.Accepted accepted -> standing(accepted.handoff());
            case Submission.UnknownContract unknown -> new Delegation.Refused(unknown.message());
            case Submission.NotAllowed notAllowed -> new Delegation.Refused(notAllowed.message());
            case Submission.Invalid invalid ->
                new Delegation.Refused(handOff.contract() + " does not take this: " + invalid.problems());
            case Submission.KeyReused reused ->
                new Delegation.Refused("the step became " + reused.handoff() + " with another input before");
            case Submission.AlreadyRunning running ->
                new Delegation.Refused("this is being worked on already: " + running.handoff());
            case Submission.Overloaded overloaded ->
                new Delegation.Unavailable(overloaded.message(), overloaded.retryAfter());
            case Submission.NoLongerKept gone ->
                new Delegation.Refused("the step became " + gone.handoff() + ", which is no longer kept");
            case Submission.NotReady notReady -> new Delegation.Unavailable(notReady.message(), LATER);
        };
    }

    private static Delegation standing(HandoffView handoff) {
        return handoff.receipt()
                .<Delegation>map(receipt -> new Delegation.Ended(handoff.id(), receipt))
                .orElseGet(() -> new Delegation.Accepted(handoff.id()));
    }

    /** How the work stands that a step handed off, if it did; called off first where that is wanted. */
    Delegation follow(String run, Principal agent, NextAction.Follow follow) {
        var child = child(run, agent, follow.contract(), follow.step());
        if (child.isPresent() && follow.cancel()) {
            callOff(child.get(), run);
        }
        return child.map(this::standing).orElseGet(Delegation.None::new);
    }

    private Delegation standing(StreamId child) {
        return handoffs.get()
                .find(RunNames.handoffOfRun(child.id()))
                .map(Delegations::standing)
                .orElseGet(Delegation.None::new);
    }

    private Optional<StreamId> child(String run, Principal agent, String contract, StepId step) {
        return store.holder(HoldKeys.submit(new ContractId(contract, 1), agent, key(run, step)));
    }

    private void callOff(StreamId child, String run) {
        var loaded = log.load(child.id());
        while (loaded.isPresent() && isGoingOn(loaded.get())) {
            var cancel = new RunCommand.Cancel(
                    Principal.SYSTEM, "the run that asked for it is ending: " + run, Optional.empty());
            if (runs.get().tell(loaded.get(), cancel, Principal.SYSTEM)) {
                return;
            }
            loaded = log.load(child.id());
        }
    }

    private static boolean isGoingOn(RunLog.Loaded child) {
        return child.state() instanceof RunState.Active active
                && active.cancel().isEmpty();
    }

    private static String key(String run, StepId step) {
        return run + "/" + step;
    }
}
