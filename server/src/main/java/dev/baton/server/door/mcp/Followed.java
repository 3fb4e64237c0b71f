package dev.baton.server.door.mcp;

import dev.baton.engine.HandoffView;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Runs;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.door.mcp.protocol.Call;
import dev.baton.server.door.mcp.protocol.Outcome;
import dev.baton.server.door.mcp.protocol.RpcError;
import dev.baton.server.door.mcp.protocol.RpcException;
import dev.baton.server.identity.Access;
import java.time.Duration;
import java.util.Optional;

/** Handoffs as their callers see them: looking, and waiting for what comes of one. */
final class Followed {
    /** Clients commonly give up after a minute; before, they are told how to ask later. */
    static final Duration PATIENCE = Duration.ofSeconds(50);

    /** Whoever takes tasks need not wait, but what is over at once is better answered at once. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** How soon it is noticed that nobody waits any more. */
    private static final Duration GLANCE = Duration.ofSeconds(5);

    private final Handoffs handoffs;
    private final Runs runs;

    Followed(Handoffs handoffs, Runs runs) {
        this.handoffs = handoffs;
        this.runs = runs;
    }

    /** One that the caller may look at; of the rest not even that it exists. */
    Optional<HandoffView> find(String handoff, Principal caller) {
        return handoffs.find(handoff).filter(view -> Access.mayLookAt(view, caller));
    }

    Optional<HandoffView> ofRun(String run, Principal caller) {
        return runs.find(run).flatMap(view -> find(view.handoff().id(), caller));
    }

    Optional<HandoffView> await(String handoff, Duration atMost) throws InterruptedException {
        return handoffs.await(handoff, atMost);
    }

    Runs.Change cancel(HandoffView handoff, String reason, Principal by) {
        return runs.cancel(handoff.run(), by, reason, Optional.empty());
    }

    Runs.Change answer(HandoffView handoff, Optional<String> question, Json value, Principal by) {
        return runs.answer(handoff.run(), question, value, by);
    }

    /** Waits for the end while telling how far it has come; until then there may be something to ask, or time is over. */
    Outcome toTheEnd(HandoffView accepted, Call call, Duration atMost) throws InterruptedException {
        var by = call.caller();
        call.link().onCancel(() -> cancel(accepted, "called off by " + by.reference(), by));
        var until = System.nanoTime() + atMost.toNanos();
        var handoff = accepted;
        var steps = new Steps(call);
        while (true) {
            steps.tell(handoff);
            if (handoff.state().isTerminal()) {
                return new Outcome.Complete(HandoffResult.ofCall(handoff));
            }
            var question = Questions.open(handoff);
            var left = Duration.ofNanos(until - System.nanoTime());
            if (call.takesTasks() && (question.isPresent() || !left.isPositive())) {
                return new Outcome.Task(HandoffTasks.summary(handoff));
            }
            var asked = Questions.requests(handoff, call);
            if (asked.isPresent()) {
                return new Outcome.InputRequired(asked.get(), Optional.empty());
            }
            if (question.isPresent() || !left.isPositive() || !call.link().isOpen()) {
                return new Outcome.Complete(HandoffResult.ofCall(handoff));
            }
            handoff = next(handoff, left.compareTo(GLANCE) < 0 ? left : GLANCE);
        }
    }

    /** How long a call waits that does not say it. */
    static Duration patience(Call call) {
        return call.takesTasks() ? AT_ONCE : PATIENCE;
    }

    /** The handoff after something happened, or as it was when nothing did in that time. */
    HandoffView next(HandoffView handoff, Duration atMost) throws InterruptedException {
        var happened = runs.awaitJournal(handoff.run(), handoff.revision(), atMost);
        return happened.isEmpty()
                ? handoff
                : handoffs.find(handoff.id())
                        .orElseThrow(() -> new RpcException(RpcError.invalidParams(
                                "What is known of handoff " + handoff.id() + " was erased while it was waited for.")));
    }

    java.time.Instant lastChange(HandoffView handoff) {
        return runs.journal(handoff.run(), handoff.revision() - 1).stream()
                .map(dev.baton.engine.JournalEntry::at)
                .reduce((first, second) -> second)
                .orElse(handoff.submittedAt());
    }

    /** What was told of it, so that nothing is told twice. */
    private static final class Steps {
        private final Call call;
        private String told = "";
        private long count;

        Steps(Call call) {
            this.call = call;
        }

        void tell(HandoffView handoff) {
            var now = handoff.message();
            if (!now.equals(told)) {
                told = now;
                count++;
                call.progress(count, Optional.empty(), now);
            }
        }
    }
}
