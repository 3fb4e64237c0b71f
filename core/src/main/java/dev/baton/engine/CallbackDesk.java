package dev.baton.engine;

import dev.baton.callback.CallbackEvent;
import dev.baton.callback.Moment;
import dev.baton.callback.Subscription;
import dev.baton.callback.Told;
import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.StreamHead;
import dev.baton.event.ViewStore;
import dev.baton.event.WakeChange;
import dev.baton.json.JsonMapping;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import dev.baton.run.RunDecider;
import dev.baton.run.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets the outside have itself told of handoffs, and people look after what was not taken. */
final class CallbackDesk implements Callbacks {
    private static final String OPERATOR = "operator";
    private static final int MOST = 10;

    private final EngineSettings settings;
    private final RunLog runs;
    private final CallbackLog log;

    CallbackDesk(EngineSettings settings, RunLog runs, CallbackLog log) {
        this.settings = settings;
        this.runs = runs;
        this.log = log;
    }

    /** Why a callback is not accepted, if it is not. */
    Optional<Problem> objection(Subscription.Wanted wanted) {
        return settings.callbacks().objection(wanted.named("s1")).map(reason -> new Problem("/callback/url", reason));
    }

    /** What is added to the log together with a handoff that is submitted with a callback. */
    Append begin(RunEvent.Submitted submitted, Subscription.Wanted wanted, Instant now) {
        var registered = new CallbackEvent.Registered(wanted.named("s1"), 0, submitted.requester());
        return log.append(
                submitted.handoff(),
                StreamHead.EMPTY,
                List.of(registered),
                now,
                submitted.requester().chain());
    }

    @Override
    public Change register(String handoff, Subscription.Wanted wanted, Principal by) {
        var objection = objection(wanted);
        if (objection.isPresent()) {
            return new Change.Invalid(objection.get());
        }
        while (true) {
            var run = runs.load(RunNames.runOfHandoff(handoff));
            if (!RunNames.isHandoff(handoff) || run.isEmpty()) {
                return notFound(handoff);
            }
            var loaded = log.load(handoff);
            var isNew = wanted.id()
                    .flatMap(loaded.state()::find)
                    .filter(Told::isActive)
                    .isEmpty();
            if (isNew && loaded.state().active() >= MOST) {
                return new Change.Invalid(new Problem(
                        "/callback", "at most " + MOST + " are told of one handoff; remove one of them first"));
            }
            var subscription = wanted.named(loaded.state().nextId());
            if (commit(run.get(), loaded, subscription, by)) {
                return new Change.Made(find(handoff, subscription.id()).orElseThrow());
            }
        }
    }

    private static Change notFound(String handoff) {
        return new Change.NotFound("there is no handoff " + handoff);
    }

    /** The run learns that it is followed in the same commit, so that none of its steps is missed from here on. */
    private boolean commit(RunLog.Loaded run, CallbackLog.Loaded loaded, Subscription subscription, Principal by) {
        var now = settings.clock().instant();
        var shown = CallbackLog.moments(log.shown(loaded.handoff()));
        var registered = new CallbackEvent.Registered(subscription, before(shown), by);
        var followed = RunDecider.follow(run.state(), now);
        var appends = List.of(
                log.append(loaded.handoff(), loaded.head(), List.of(registered), now, by.chain()),
                runs.append(run.run(), run.head(), followed.events(), now, by.chain()));
        return settings.store().commit(new Commit(runs.commitId(), appends, wake(loaded, now), List.of()))
                instanceof CommitOutcome.Committed;
    }

    /** The state that a handoff is in is told to whoever comes later. */
    private static long before(List<Moment> shown) {
        return shown.isEmpty() ? 0 : shown.getLast().revision() - 1;
    }

    private static List<WakeChange> wake(CallbackLog.Loaded loaded, Instant now) {
        return List.of(new WakeChange.At(CallbackLog.stream(loaded.handoff()), now));
    }

    @Override
    public List<CallbackView> list(String handoff) {
        var loaded = log.load(handoff);
        if (loaded.state().subscriptions().isEmpty()) {
            return List.of();
        }
        var moments = CallbackLog.moments(log.shown(handoff));
        return loaded.state().subscriptions().values().stream()
                .filter(told -> !CallbackShown.isRemoved(told))
                .map(told -> CallbackShown.view(handoff, told, moments))
                .toList();
    }

    private Optional<CallbackView> find(String handoff, String subscription) {
        return list(handoff).stream().filter(it -> it.id().equals(subscription)).findFirst();
    }

    @Override
    public Change remove(String handoff, String subscription, Principal by) {
        while (true) {
            var loaded = log.load(handoff);
            var view = find(handoff, subscription);
            if (view.isEmpty()) {
                return new Change.NotFound("there is no callback '" + subscription + "' of handoff " + handoff);
            }
            if (log.commit(loaded, List.of(new CallbackEvent.Removed(subscription, by)), by.chain())) {
                return new Change.Made(view.get());
            }
        }
    }

    @Override
    public List<MessageView> messages(Optional<MessageView.State> state, int limit) {
        var query = ViewStore.Query.all(limit);
        var rows = settings.views()
                .find(
                        CallbackRows.VIEW,
                        state.map(CallbackShown::word).map(query::inState).orElse(query));
        return rows.stream()
                .map(row -> JsonMapping.fromJson(row.body(), MessageView.class))
                .toList();
    }

    @Override
    public Resending resend(String message, Principal by) {
        if (by.kind() != Principal.Kind.PERSON || !by.has(OPERATOR)) {
            return new Resending.NotAllowed(by.reference()
                    + " may not have callbacks sent again; that takes a person with the role " + OPERATOR);
        }
        var handoff = RunNames.handoffOfMessage(message);
        while (true) {
            var loaded = log.load(handoff);
            var found = list(handoff).stream()
                    .flatMap(view -> view.waiting().stream())
                    .filter(it -> it.id().equals(message))
                    .findFirst();
            if (found.isEmpty()) {
                return new Resending.NotFound(
                        "there is no callback '" + message + "' that was not taken; it may have been delivered since");
            }
            var objection = objection(loaded, found.get());
            if (objection.isPresent()) {
                return new Resending.Conflict(objection.get());
            }
            if (commitResend(loaded, found.get(), by)) {
                return new Resending.Asked(found.get());
            }
        }
    }

    private static Optional<String> objection(CallbackLog.Loaded loaded, MessageView message) {
        if (message.state() != MessageView.State.DEAD) {
            return Optional.of("callback " + message.id() + " is not given up: "
                    + message.retryAt().map(at -> "it is tried again at " + at).orElse("it is on its way"));
        }
        return loaded.state()
                .find(message.subscription())
                .flatMap(CallbackShown::disabled)
                .map(reason -> "the receiver of callback " + message.id() + " wants nothing more: " + reason
                        + "; register a callback anew to have it told");
    }

    private boolean commitResend(CallbackLog.Loaded loaded, MessageView message, Principal by) {
        var now = settings.clock().instant();
        var asked = new ArrayList<CallbackEvent>();
        loaded.state().find(message.subscription()).stream()
                .flatMap(told -> told.dead().keySet().stream())
                .filter(revision -> CallbackLog.message(loaded.handoff(), revision, message.subscription())
                        .equals(message.id()))
                .forEach(revision -> asked.add(new CallbackEvent.ResendAsked(message.subscription(), revision, by)));
        var append = log.append(loaded.handoff(), loaded.head(), asked, now, by.chain());
        return settings.store().commit(new Commit(runs.commitId(), List.of(append), wake(loaded, now), List.of()))
                instanceof CommitOutcome.Committed;
    }
}
