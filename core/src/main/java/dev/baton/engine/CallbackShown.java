package dev.baton.engine;

import dev.baton.callback.CallbackDecider;
import dev.baton.callback.DeadLetter;
import dev.baton.callback.Moment;
import dev.baton.callback.Told;
import dev.baton.callback.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows subscriptions and what waits to be told to them, from what their streams say. */
final class CallbackShown {
    private CallbackShown() {}

    static CallbackView view(String handoff, Told told, List<Moment> moments) {
        var subscription = told.subscription();
        return new CallbackView(
                handoff,
                subscription.id(),
                subscription.url(),
                subscription.format(),
                told.by().chain(),
                told.since(),
                disabled(told),
                messages(handoff, told, moments),
                !moments.isEmpty()
                        && moments.getLast().state().isTerminal()
                        && moments.getLast().revision() <= told.after());
    }

    static boolean isRemoved(Told told) {
        return told.over().filter(Told.Over.Removed.class::isInstance).isPresent();
    }

    static Optional<String> disabled(Told told) {
        return told.over().flatMap(over -> switch (over) {
            case Told.Over.Disabled(var reason) -> Optional.of(reason);
            case Told.Over.Removed() -> Optional.empty();
        });
    }

    /** What was given up, and what is next. */
    static List<MessageView> messages(String handoff, Told told, List<Moment> moments) {
        if (isRemoved(told)) {
            return List.of();
        }
        var messages = new ArrayList<MessageView>();
        told.dead().values().forEach(letter -> messages.add(letter(handoff, told, letter)));
        CallbackDecider.next(told, moments)
                .filter(pending -> told.isActive())
                .ifPresent(pending -> messages.add(message(handoff, told, pending.moment(), pending.trial())));
        return messages;
    }

    private static MessageView message(String handoff, Told told, Moment moment, Trial trial) {
        return new MessageView(
                CallbackLog.message(
                        handoff, moment.revision(), told.subscription().id()),
                handoff,
                told.subscription().id(),
                told.subscription().url(),
                moment.state().word(),
                trial.attempts() == 0 ? MessageView.State.WAITING : MessageView.State.RETRYING,
                trial.attempts(),
                trial.trouble(),
                moment.at(),
                trial.retryAt());
    }

    private static MessageView letter(String handoff, Told told, DeadLetter letter) {
        var trial = letter.resend();
        return new MessageView(
                CallbackLog.message(
                        handoff, letter.revision(), told.subscription().id()),
                handoff,
                told.subscription().id(),
                told.subscription().url(),
                letter.state().word(),
                trial.isPresent() && told.isActive() ? MessageView.State.RETRYING : MessageView.State.DEAD,
                letter.attempts() + trial.map(Trial::attempts).orElse(0),
                Optional.of(trial.flatMap(Trial::trouble).orElse(letter.reason())),
                letter.at(),
                trial.flatMap(Trial::retryAt));
    }

    /** The state of a message in lists and in the API. */
    static String word(MessageView.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
