package dev.baton.engine;

import dev.baton.callback.Answer;
import dev.baton.callback.CallbackDecider;
import dev.baton.callback.CallbackDecider.Attempt;
import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.WakeChange;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the outside of one handoff, as long as there is something to tell: sends, commits what came of it, parks. What
 * was sent and not committed, because the process ended in between, is sent again under the same id.
 */
final class CallbackLoop {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackLoop.class);
    private static final String BY = Principal.SYSTEM.chain();

    private final EngineSettings settings;
    private final CallbackLog log;
    private final Views views;
    private final Ids ids;
    private final RandomGenerator random;

    CallbackLoop(EngineSettings settings, CallbackLog log, Views views, Ids ids, RandomGenerator random) {
        this.settings = settings;
        this.log = log;
        this.views = views;
        this.ids = ids;
        this.random = random;
    }

    /**
     * Returns true when the claim is parked or lost to another node, and false when it is to be given back.
     *
     * @param isClosing whether others are to go on
     */
    boolean work(Lease lease, BooleanSupplier isClosing) throws InterruptedException {
        var handoff = lease.claim().stream().id();
        while (true) {
            if (isClosing.getAsBoolean() || !lease.isCertain()) {
                return false;
            }
            var shown = log.shown(handoff);
            var loaded = log.load(handoff);
            var moments = CallbackLog.moments(shown);
            var due = CallbackDecider.due(loaded.state(), moments, now());
            if (due.isEmpty()) {
                if (park(lease, loaded, CallbackDecider.nextDue(loaded.state(), moments))) {
                    return true;
                }
                continue;
            }
            for (var attempt : due) {
                if (isClosing.getAsBoolean() || !lease.isCertain()) {
                    return false;
                }
                note(handoff, attempt, send(handoff, attempt, shown));
            }
        }
    }

    private Instant now() {
        return settings.clock().instant();
    }

    private Answer send(String handoff, Attempt attempt, List<Moments.Shown> shown) throws InterruptedException {
        var revision = attempt.moment().revision();
        var then = shown.stream()
                .filter(it -> it.moment().revision() == revision)
                .findFirst()
                .orElseThrow();
        var message = new CallbackSender.Message(
                CallbackLog.message(handoff, revision, attempt.subscription().id()),
                attempt.subscription(),
                views.handoff(then.run()),
                attempt.moment().at(),
                attempt.number());
        try {
            return settings.callbacks().send(message);
        } catch (RuntimeException e) {
            // a receiver is not to suffer from our mistake for ever, nor the log from what is in it
            LOG.warn("{} could not be sent", message.id(), e);
            return new Answer.Failed("it could not be sent: " + e.getClass().getSimpleName(), Optional.empty());
        }
    }

    /** What came of an attempt is always kept, on whatever the subscriptions have come to be meanwhile. */
    private void note(String handoff, Attempt attempt, Answer answer) {
        var jitter = random.nextDouble();
        while (true) {
            var loaded = log.load(handoff);
            var events = CallbackDecider.after(loaded.state(), attempt, answer, now(), jitter);
            if (events.isEmpty() || log.commit(loaded, events, BY)) {
                return;
            }
        }
    }

    /** False when there is something new among the subscriptions; what the run shows anew wakes this again by itself. */
    private boolean park(Lease lease, CallbackLog.Loaded loaded, Optional<Instant> next) {
        var nothing = Append.nothing(CallbackLog.stream(loaded.handoff()), loaded.head());
        List<WakeChange> park = List.of(new WakeChange.Park(lease.claim(), next));
        var outcome = settings.store().commit(new Commit("c-" + ids.next(), List.of(nothing), park, List.of()));
        return !(outcome instanceof CommitOutcome.Stale);
    }

    /** Puts a claim off that cannot be worked on now, because too many are. */
    Duration later() {
        return Duration.ofMillis(random.nextLong(5_000, 30_000));
    }
}
