package dev.baton.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.callback.CallbackDecider.Attempt;
import dev.baton.handoff.HandoffState;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackDeciderTest {
    private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
    private static final Principal BY = Principal.of(Principal.Kind.SERVICE, "erp");
    private static final Moment WORKING = new Moment(3, HandoffState.WORKING, NOW);
    private static final Moment COMPLETED = new Moment(9, HandoffState.COMPLETED, NOW);
    private static final List<Moment> BOTH = List.of(WORKING, COMPLETED);
    private static final Answer.Failed REFUSED = new Answer.Failed("answered with 500", Optional.empty());

    private CallbackState state = CallbackState.NONE;
    private Instant now = NOW;

    private void given(CallbackEvent event) {
        state = state.after(event, now);
    }

    private void givenSubscription(String id) {
        given(new CallbackEvent.Registered(subscription(id), 0, BY));
    }

    private static Subscription subscription(String id) {
        return new Subscription(
                id, "https://hooks.example.org/" + id, Subscription.STANDARD_WEBHOOKS, Optional.empty());
    }

    private List<CallbackEvent> when(Attempt attempt, Answer answer, double jitter) {
        var events = CallbackDecider.after(state, attempt, answer, now, jitter);
        events.forEach(this::given);
        return events;
    }

    private Attempt theOnlyDue() {
        var due = CallbackDecider.due(state, BOTH, now);
        assertThat(due).hasSize(1);
        return due.getFirst();
    }

    @Test
    void givenAReceiverThatTakesEverything_thenItIsToldInOrderAndOnce() {
        givenSubscription("s1");

        assertThat(theOnlyDue()).isEqualTo(new Attempt(subscription("s1"), WORKING, 1));
        when(theOnlyDue(), new Answer.Taken(204), 0);
        assertThat(theOnlyDue()).isEqualTo(new Attempt(subscription("s1"), COMPLETED, 1));
        when(theOnlyDue(), new Answer.Taken(200), 0);

        assertThat(CallbackDecider.due(state, BOTH, now)).isEmpty();
        assertThat(CallbackDecider.nextDue(state, BOTH)).isEmpty();
    }

    @Test
    void givenAFailure_whenTheNextStateIsThere_thenItWaitsForTheOneBefore() {
        givenSubscription("s1");
        when(theOnlyDue(), REFUSED, 0);

        assertThat(CallbackDecider.due(state, BOTH, now)).isEmpty();
        now = NOW.plusSeconds(5);
        assertThat(theOnlyDue()).isEqualTo(new Attempt(subscription("s1"), WORKING, 2));
    }

    @Test
    void givenAReceiverThatNeverAnswers_thenItIsTriedByTheScheduleOfTheSpecificationAndGivenUp() {
        givenSubscription("s1");
        var pauses = new ArrayList<Duration>();
        for (var attempt = theOnlyDue(); attempt.moment().equals(WORKING); attempt = theOnlyDue()) {
            when(attempt, REFUSED, 0);
            var next = CallbackDecider.nextDue(state, BOTH).orElseThrow();
            if (next.isAfter(now)) {
                pauses.add(Duration.between(now, next));
                now = next;
            }
        }

        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24));
        var letter = state.find("s1").orElseThrow().dead().get(WORKING.revision());
        assertThat(letter)
                .isEqualTo(new DeadLetter(
                        3, HandoffState.WORKING, CallbackDecider.ATTEMPTS, "answered with 500", now, Optional.empty()));
        assertThat(theOnlyDue().moment()).isEqualTo(COMPLETED);
    }

    @Test
    void givenJitter_thenAPauseIsDrawnOutByAFifthAtMost() {
        givenSubscription("s1");
        var events = when(theOnlyDue(), REFUSED, 1);
        assertThat(events)
                .containsExactly(new CallbackEvent.AttemptFailed("s1", 3, 1, "answered with 500", NOW.plusSeconds(6)));
    }

    @Test
    void givenAReceiverThatWantsToBeLeftAlone_thenItIsLeftAloneForSoLongButForADayAtMost() {
        givenSubscription("s1");
        when(theOnlyDue(), new Answer.Failed("answered with 429", Optional.of(Duration.ofMinutes(7))), 0);
        assertThat(CallbackDecider.nextDue(state, BOTH)).contains(NOW.plus(Duration.ofMinutes(7)));

        now = NOW.plus(Duration.ofMinutes(7));
        when(theOnlyDue(), new Answer.Failed("answered with 503", Optional.of(Duration.ofDays(9))), 0);
        assertThat(CallbackDecider.nextDue(state, BOTH)).contains(now.plus(Duration.ofDays(1)));
    }

    @Test
    void givenAShorterRetryAfter_thenTheScheduleCounts() {
        givenSubscription("s1");
        when(theOnlyDue(), new Answer.Failed("answered with 503", Optional.of(Duration.ofSeconds(1))), 0);
        assertThat(CallbackDecider.nextDue(state, BOTH)).contains(NOW.plusSeconds(5));
    }

    @Test
    void givenAReceiverThatIsGone_thenNothingIsSentToItAgainAndWhatItMissedIsKept() {
        givenSubscription("s1");
        givenSubscription("s2");
        when(CallbackDecider.due(state, BOTH, now).getFirst(), new Answer.Gone("answered with 410"), 0);

        assertThat(theOnlyDue().subscription()).isEqualTo(subscription("s2"));
        var told = state.find("s1").orElseThrow();
        assertThat(told.over()).contains(new Told.Over.Disabled("answered with 410"));
        assertThat(told.dead()).containsOnlyKeys(3L);
    }

    @Test
    void givenWhatCannotBeSent_thenItIsGivenUpAtOnceAndTheNextIsTried() {
        givenSubscription("s1");
        when(theOnlyDue(), new Answer.Hopeless("the host is not listed"), 0);
        assertThat(state.find("s1").orElseThrow().dead()).containsOnlyKeys(3L);
        assertThat(theOnlyDue().moment()).isEqualTo(COMPLETED);
    }

    @Test
    void givenADeadLetter_whenItIsToBeSentAgain_thenItStartsOverAndIsForgottenOnceTaken() {
        givenSubscription("s1");
        when(theOnlyDue(), new Answer.Hopeless("the host is not listed"), 0);
        when(theOnlyDue(), new Answer.Taken(200), 0);
        assertThat(CallbackDecider.due(state, BOTH, now)).isEmpty();

        given(new CallbackEvent.ResendAsked("s1", 3, BY));
        assertThat(theOnlyDue()).isEqualTo(new Attempt(subscription("s1"), WORKING, 1));
        when(theOnlyDue(), REFUSED, 0);
        assertThat(CallbackDecider.nextDue(state, BOTH)).contains(NOW.plusSeconds(5));
        now = NOW.plusSeconds(5);
        assertThat(theOnlyDue()).isEqualTo(new Attempt(subscription("s1"), WORKING, 2));
        when(theOnlyDue(), new Answer.Taken(200), 0);

        assertThat(state.find("s1").orElseThrow().dead()).isEmpty();
        assertThat(state.find("s1").orElseThrow().after()).isEqualTo(9);
    }

    @Test
    void givenTheSameOutcomeTwice_thenTheSecondChangesNothing() {
        givenSubscription("s1");
        var attempt = theOnlyDue();
        when(attempt, new Answer.Taken(200), 0);
        assertThat(when(attempt, REFUSED, 0)).isEmpty();
    }

    @Test
    void givenAnAttemptUnderWay_whenTheSubscriptionIsRemoved_thenNothingFollows() {
        givenSubscription("s1");
        var attempt = theOnlyDue();
        given(new CallbackEvent.Removed("s1", BY));
        assertThat(when(attempt, REFUSED, 0)).isEmpty();
        assertThat(CallbackDecider.due(state, BOTH, now)).isEmpty();
    }

    @Test
    void givenSubscriptionsThatBringNoName_thenEachGetsOneOfItsOwn() {
        givenSubscription("s2");
        givenSubscription(state.nextId());
        assertThat(state.subscriptions()).containsOnlyKeys("s2", "s3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://hooks.example.org",
                "hooks.example.org",
                "https://user:secret@hooks.example.org",
                "https://hooks.example.org/#part",
                "https:///nowhere",
                "not a url",
                "javascript:alert(1)"
            })
    void givenWhatIsNoAddressOfAReceiver_thenItIsNoSubscription(String url) {
        assertThatThrownBy(() -> Subscription.Wanted.signed(url)).isInstanceOf(IllegalArgumentException.class);
    }
}
