package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.callback.Answer;
import dev.baton.callback.CallbackDecider;
import dev.baton.callback.Subscription;
import dev.baton.engine.Approvals;
import dev.baton.engine.Archiver;
import dev.baton.engine.CallbackSender.Message;
import dev.baton.engine.CallbackView;
import dev.baton.engine.Callbacks;
import dev.baton.engine.Erasures;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.MessageView;
import dev.baton.engine.Submission;
import dev.baton.event.StreamId;
import dev.baton.handoff.HandoffState;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Telling the outside: in order, until it is taken or given up, over restarts. */
abstract class CallbackRuns extends EngineCase {
    static final Subscription.Wanted HOOK = Subscription.Wanted.signed("https://hooks.example.org/baton");
    private static final Principal ERP = Principal.of(Principal.Kind.SERVICE, "erp", "operator", Principal.ACT_FOR);

    private static HandoffRequest told(String order, Optional<String> key) {
        return request(order, "refund", ERP, key).withCallback(HOOK);
    }

    String submitTold(String order) {
        return accepted(engine.handoffs().submit(told(order, Optional.empty()))).id();
    }

    static boolean endsWith(List<Message> received, HandoffState state) {
        return !received.isEmpty() && received.getLast().handoff().state() == state;
    }

    static List<HandoffState> states(List<Message> received) {
        return received.stream().map(message -> message.handoff().state()).toList();
    }

    private void approve(String handoff) {
        var approval = openApproval(handoff);
        var outcome = engine.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(outcome).isInstanceOf(Approvals.Outcome.Taken.class);
    }

    private CallbackView callback(String handoff) {
        return engine.callbacks().list(handoff).getFirst();
    }

    private MessageView deadLetter() {
        return eventually(() -> engine.callbacks().messages(Optional.of(MessageView.State.DEAD), 10).stream()
                .findFirst());
    }

    /** Lets the clock run until the first that a handoff showed is given up. */
    private MessageView givenUp(String handoff) {
        for (var attempt = 1; attempt < CallbackDecider.ATTEMPTS; attempt++) {
            var failed = attempt;
            // noted before time goes on, or the next attempt would be later than that
            eventually(() -> callback(handoff).waiting().stream()
                    .filter(message -> message.attempts() == failed)
                    .findFirst());
            clock.advance(Duration.ofHours(30));
        }
        return deadLetter();
    }

    private List<Message> awaitSent(Predicate<List<Message>> wanted) {
        try {
            return outside.await(PATIENCE, wanted);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givenACallback_whenTheRunWaitsForAnApprovalAndEnds_thenEachStateIsToldOnceAndInOrder() {
        var handoff = submitTold("ORD-000080");
        awaitSent(received -> endsWith(received, HandoffState.APPROVAL_REQUIRED));
        approve(handoff);

        var received = awaitSent(all -> endsWith(all, HandoffState.COMPLETED));

        assertThat(states(received))
                .containsSubsequence(HandoffState.APPROVAL_REQUIRED, HandoffState.WORKING, HandoffState.COMPLETED)
                .doesNotContain(HandoffState.SUBMITTED);
        assertThat(received.stream().map(Message::id)).doesNotHaveDuplicates();
        assertThat(received.stream().map(message -> message.handoff().revision()))
                .isSorted();
        assertThat(received.getLast().handoff()).isEqualTo(find(handoff));
        assertThat(received.getFirst().subscription()).isEqualTo(HOOK.named("s1"));
        eventually(() -> Optional.of(callback(handoff)).filter(CallbackView::done));
        assertThat(callback(handoff).waiting()).isEmpty();
    }

    @Test
    void givenNoCallback_thenNothingIsToldAndNothingMoreIsWritten() {
        var handoff = submit("ORD-000040", "refund");
        end(handoff);
        assertThat(types(handoff)).doesNotContain("Followed");
        assertThat(store.read(StreamId.of("callback", handoff), 0)).isEmpty();
        assertThat(outside.received()).isEmpty();
    }

    @Test
    void givenAReceiverThatIsDown_thenLaterStatesWaitForTheFirstUnderTheSameIds() {
        outside.answering(message -> new Answer.Failed("answered with 500", Optional.empty()));
        var handoff = submitTold("ORD-000040");
        end(handoff);
        var first = awaitSent(received -> !received.isEmpty()).getFirst();
        var waiting = eventually(() -> engine.callbacks().messages(Optional.of(MessageView.State.RETRYING), 10).stream()
                .findFirst());
        assertThat(waiting.id()).isEqualTo(first.id());
        assertThat(waiting.reason()).contains("answered with 500");

        outside.answering(message -> new Answer.Taken(200));
        clock.advance(Duration.ofSeconds(10));
        var received = awaitSent(all -> endsWith(all, HandoffState.COMPLETED) && all.size() > 1);

        assertThat(received.get(1).id()).isEqualTo(first.id());
        assertThat(received.get(1).attempt()).isEqualTo(2);
        assertThat(received.get(1).handoff()).isEqualTo(first.handoff());
        eventually(() ->
                engine.callbacks().messages(Optional.empty(), 10).isEmpty() ? Optional.of(true) : Optional.empty());
    }

    @Test
    void givenAReceiverThatIsDown_whenTheProcessStartsAgain_thenItIsToldAfterwards() {
        outside.answering(message -> new Answer.Failed("answered with 500", Optional.empty()));
        var handoff = submitTold("ORD-000040");
        end(handoff);
        var first = awaitSent(received -> !received.isEmpty()).getFirst();
        eventually(() -> Optional.of(callback(handoff))
                .filter(it ->
                        it.waiting().stream().anyMatch(message -> message.state() == MessageView.State.RETRYING)));

        restart();
        outside.answering(message -> new Answer.Taken(200));
        clock.advance(Duration.ofSeconds(10));

        var received = awaitSent(all -> endsWith(all, HandoffState.COMPLETED) && all.size() > 1);
        assertThat(received.get(1).id()).isEqualTo(first.id());
    }

    @Test
    void givenAReceiverThatNeverTakesAnything_thenEachStateIsGivenUpAndCanBeSentAgain() {
        outside.answering(message -> new Answer.Failed("answered with 500", Optional.empty()));
        var handoff = submitTold("ORD-000080");
        awaitSent(received -> !received.isEmpty());
        var letter = givenUp(handoff);
        assertThat(letter.handoff()).isEqualTo(handoff);
        assertThat(letter.attempts()).isEqualTo(CallbackDecider.ATTEMPTS);

        outside.answering(message -> new Answer.Taken(200));
        assertThat(engine.callbacks().resend(letter.id(), LENA)).isInstanceOf(Callbacks.Resending.NotAllowed.class);
        assertThat(engine.callbacks().resend("h-nothing", OPERATOR)).isInstanceOf(Callbacks.Resending.NotFound.class);
        assertThat(engine.callbacks().resend(letter.id(), OPERATOR)).isInstanceOf(Callbacks.Resending.Asked.class);

        awaitSent(received -> received.getLast().id().equals(letter.id())
                || received.stream().filter(it -> it.id().equals(letter.id())).count() > CallbackDecider.ATTEMPTS);
        eventually(() -> Optional.of(callback(handoff).waiting())
                .filter(waiting ->
                        waiting.stream().noneMatch(message -> message.id().equals(letter.id()))));
        assertThat(engine.callbacks().resend(letter.id(), OPERATOR)).isInstanceOf(Callbacks.Resending.NotFound.class);
    }

    @Test
    void givenAReceiverThatIsGone_thenItIsToldNothingMoreAndThatIsShown() {
        outside.answering(message -> new Answer.Gone("answered with 410"));
        var handoff = submitTold("ORD-000080");
        var letter = deadLetter();
        approve(handoff);
        end(handoff);

        assertThat(callback(handoff).disabled()).contains("answered with 410");
        assertThat(outside.received()).hasSize(1);
        assertThat(engine.callbacks().resend(letter.id(), OPERATOR)).isInstanceOf(Callbacks.Resending.Conflict.class);
    }

    @Test
    void givenTheSameKeyTwice_thenOneRunIsToldOnceAndAnotherCallbackIsAnotherRequest() {
        var key = Optional.of("key-1");
        var first = accepted(engine.handoffs().submit(told("ORD-000040", key)));
        var again = engine.handoffs().submit(told("ORD-000040", key));
        assertThat(again).isInstanceOf(Submission.Accepted.class);
        assertThat(engine.callbacks().list(first.id())).hasSize(1);

        var other = told("ORD-000040", key).withCallback(Subscription.Wanted.signed("https://hooks.example.org/other"));
        assertThat(engine.handoffs().submit(other)).isEqualTo(new Submission.KeyReused(first.id()));
    }

    @Test
    void givenAReceiverThatIsNotAllowed_thenNothingIsStarted() {
        outside.refusing("the host is not listed");
        assertThat(engine.handoffs().submit(told("ORD-000040", Optional.empty())))
                .isInstanceOf(Submission.Invalid.class);
        assertThat(engine.runs().list(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void givenARunThatGoesOn_whenSomebodyRegisters_thenTheyAreToldWhereItStandsAndTheRest() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        var made = engine.callbacks().register(handoff, HOOK, ERP);
        assertThat(made).isInstanceOf(Callbacks.Change.Made.class);
        awaitSent(received -> states(received).equals(List.of(HandoffState.APPROVAL_REQUIRED)));

        approve(handoff);

        var received = awaitSent(all -> endsWith(all, HandoffState.COMPLETED));
        assertThat(received.getFirst().handoff().needs()).contains(needs(approval));
        assertThat(types(handoff)).containsOnlyOnce("Followed");
    }

    @Test
    void givenARunThatHasEnded_whenSomebodyRegisters_thenTheyAreToldOfTheEnd() {
        var handoff = submit("ORD-000040", "refund");
        end(handoff);
        assertThat(engine.callbacks().register(handoff, HOOK, ERP)).isInstanceOf(Callbacks.Change.Made.class);
        var received = awaitSent(all -> !all.isEmpty());
        assertThat(states(received)).containsExactly(HandoffState.COMPLETED);
        assertThat(engine.callbacks().register("h-nothing", HOOK, ERP)).isInstanceOf(Callbacks.Change.NotFound.class);
    }

    @Test
    void givenASubscription_whenItIsRemoved_thenNothingMoreIsToldToItButToOthers() {
        var handoff = submitTold("ORD-000080");
        var other = new Subscription.Wanted(
                Optional.of("mine"), "https://other.example.org", "standard-webhooks", Optional.empty());
        assertThat(engine.callbacks().register(handoff, other, ERP)).isInstanceOf(Callbacks.Change.Made.class);
        awaitSent(received -> received.stream()
                        .filter(it -> it.handoff().state() == HandoffState.APPROVAL_REQUIRED)
                        .map(it -> it.subscription().id())
                        .distinct()
                        .count()
                == 2);

        assertThat(engine.callbacks().remove(handoff, "s1", ERP)).isInstanceOf(Callbacks.Change.Made.class);
        assertThat(engine.callbacks().remove(handoff, "s1", ERP)).isInstanceOf(Callbacks.Change.NotFound.class);
        approve(handoff);

        var received = awaitSent(all -> endsWith(all, HandoffState.COMPLETED));
        assertThat(received.stream()
                        .filter(it -> it.handoff().state() == HandoffState.COMPLETED)
                        .map(it -> it.subscription().id()))
                .containsExactly("mine");
        assertThat(engine.callbacks().list(handoff).stream().map(CallbackView::id))
                .containsExactly("mine");
    }

    @Test
    void givenTooMany_thenTheNextIsRefused() {
        var handoff = submitTold("ORD-000080");
        for (var i = 0; i < 9; i++) {
            assertThat(engine.callbacks().register(handoff, HOOK, ERP)).isInstanceOf(Callbacks.Change.Made.class);
        }
        assertThat(engine.callbacks().register(handoff, HOOK, ERP)).isInstanceOf(Callbacks.Change.Invalid.class);
    }

    @Test
    void givenWhatWaitsToBeToldAgain_thenNothingIsAskedUntilItIsDue() {
        outside.answering(message -> new Answer.Failed("answered with 500", Optional.empty()));
        var handoff = submitTold("ORD-000040");
        end(handoff);
        awaitSent(received -> !received.isEmpty());
        // while it is being sent, the end of the claim is the next time
        var parked = clock.instant().plusSeconds(5);
        var due = eventually(() -> store.wakes().nextDue().filter(it -> !it.isBefore(parked)));
        assertThat(due).isBeforeOrEqualTo(clock.instant().plusSeconds(6));
    }

    @Test
    void givenARunOfWhichSomebodyIsStillToBeTold_thenItIsNotArchived() {
        outside.answering(message -> new Answer.Failed("answered with 500", Optional.empty()));
        var handoff = submitTold("ORD-000040");
        end(handoff);
        eventually(() -> callback(handoff).waiting().stream()
                .filter(message -> message.attempts() > 0)
                .findFirst());
        assertThat(archivable()).isEmpty();

        outside.answering(message -> new Answer.Taken(200));
        clock.advance(Duration.ofSeconds(10));
        eventually(() -> Optional.of(callback(handoff)).filter(CallbackView::done));
        eventually(() -> Optional.of(archivable())
                .filter(runs -> runs.contains(find(handoff).run())));
    }

    private List<String> archivable() {
        try (var archiver = Archiver.look(store, clock, clock.instant().plusSeconds(1), position -> {})) {
            return archiver.selection().streams().stream()
                    .map(end -> end.stream().id())
                    .toList();
        }
    }

    @Test
    void givenACustomerWhoIsErased_thenTheSubscriptionsOfTheirRunsAreToo() {
        var handoff = submitTold("ORD-000040");
        end(handoff);
        awaitSent(received -> endsWith(received, HandoffState.COMPLETED));
        eventually(() -> Optional.of(callback(handoff)).filter(CallbackView::done));

        assertThat(engine.erasures().erase(find(handoff).subject(), OPERATOR))
                .isInstanceOf(Erasures.Outcome.Done.class);

        assertThat(store.read(StreamId.of("callback", handoff), 0))
                .isNotEmpty()
                .allMatch(event -> event.event().contents().isEmpty());
        assertThat(engine.callbacks().list(handoff)).isEmpty();
    }
}
