package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.AgentDefinition.Autonomy;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Inbox;
import dev.baton.engine.InboxView;
import dev.baton.engine.Levels;
import dev.baton.engine.Reviews;
import dev.baton.engine.Shadows;
import dev.baton.handoff.HandoffState;
import dev.baton.inbox.InboxItem;
import dev.baton.json.Json;
import dev.baton.oversight.Act;
import dev.baton.oversight.Agreement.Kind;
import dev.baton.policy.Level;
import dev.baton.policy.Share;
import dev.baton.principal.People;
import dev.baton.principal.Principal;
import dev.baton.testkit.shop.ShopVariant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** People look at what agents did, or would have done, and change how much they may do by themselves. */
abstract class OversightRuns extends LevelRuns {
    private static final Principal SERVICE = Principal.of(Principal.Kind.SERVICE, "nightly", "operator");

    private static ShopVariant autonomous() {
        return new ShopVariant()
                .level(Autonomy.AUTONOMOUS)
                .reviewing(Share.ALL)
                .people(new People(Map.of("lena", LENA, "omar", OPERATOR)));
    }

    private static ShopVariant shadow() {
        return new ShopVariant().level(Autonomy.SHADOW);
    }

    private InboxView review() {
        return eventually(() -> engine.inbox().list(Inbox.Query.all(50), LENA).items().stream()
                .filter(it -> it.item().kind() == InboxItem.Kind.REVIEW)
                .findFirst());
    }

    @Test
    void givenWhatWasDoneUnasked_thenItWaitsInTheInboxOfThoseWhoWouldHaveBeenAsked() {
        given(autonomous());
        var end = end(submit("ORD-000080", "refund"));

        var item = review().item();

        assertThat(item.run()).isEqualTo(end.run());
        assertThat(item.role()).isEqualTo("refund-lead");
        assertThat(item.rule()).contains("refunds/larger");
        var found = engine.oversight().reviews().find(item.id()).orElseThrow();
        assertThat(found.tool()).isEqualTo("billing.refund");
        assertThat(found.args().get("amountMinor")).contains(Json.number(8000));
        assertThat(found.verdict()).contains("autonomous", "facts.order.totalMinor was 8000");
        assertThat(found.said()).isEmpty();
    }

    @Test
    void givenAReview_whenItWasFine_thenItIsCountedAndGone() {
        given(autonomous());
        end(submit("ORD-000080", "refund"));
        var item = review().item().id();

        var outcome = engine.oversight().reviews().review(item, true, Optional.empty(), LENA);

        assertThat(outcome).isInstanceOf(Reviews.Outcome.Done.class);
        assertThat(level().record().fine()).isEqualTo(1);
        assertThat(engine.inbox().find(item)).isEmpty();
        assertThat(engine.oversight()
                        .reviews()
                        .find(item)
                        .orElseThrow()
                        .said()
                        .orElseThrow()
                        .by())
                .isEqualTo("person:lena");
        assertThat(engine.oversight().reviews().review(item, true, Optional.empty(), LENA))
                .isInstanceOf(Reviews.Outcome.Done.class);
        assertThat(level().record().fine()).isEqualTo(1);
        assertThat(engine.oversight().reviews().review(item, false, Optional.of("late"), LENA))
                .isInstanceOf(Reviews.Outcome.Conflict.class);
    }

    @Test
    void givenAReview_whenItWasNotFine_thenHistoryStaysAndTheLevelCanBeLowered() {
        given(autonomous());
        var end = end(submit("ORD-000080", "refund"));
        var item = review().item().id();
        var before = types(end.id());

        assertThat(engine.oversight().reviews().review(item, false, Optional.empty(), LENA))
                .isInstanceOf(Reviews.Outcome.Conflict.class);
        assertThat(engine.oversight().reviews().review(item, false, Optional.of("the photo shows another plate"), LENA))
                .isInstanceOfSatisfying(
                        Reviews.Outcome.Done.class,
                        done -> assertThat(done.message()).contains("kept as not fine", "its level can be lowered"));
        assertThat(level().record().notFine()).isEqualTo(1);
        assertThat(types(end.id())).isEqualTo(before);
        assertEffects(1, 0, 1);

        assertThat(engine.oversight().levels().set("refunds", Level.SUPERVISED, Optional.of("see the review"), LENA))
                .isInstanceOf(Levels.Outcome.Done.class);
        shop.order("ORD-000081", "CUS-1", 8100);
        assertThat(openApproval(submit("ORD-000081", "refund")).rule()).isEqualTo("refunds/larger");
    }

    @Test
    void givenAReview_whenSomebodyElseOrWhoAskedJudges_thenItIsRefused() {
        given(autonomous());
        end(submit("ORD-000080", "refund"));
        var item = review().item().id();
        var asked = Principal.of(Principal.Kind.PERSON, "omar", "operator", "refund-lead");

        for (var by : List.of(OPERATOR, asked, SERVICE)) {
            assertThat(engine.oversight().reviews().review(item, true, Optional.empty(), by))
                    .as("%s", by)
                    .isInstanceOf(Reviews.Outcome.NotAllowed.class);
        }
        assertThat(level().record().fine()).isZero();
    }

    @Test
    void givenASampleOfSome_thenOnlyThoseWait() {
        given(autonomous().reviewing(new Share(1)));
        var end = end(submit("ORD-000080", "refund"));

        assertThat(end.state()).isEqualTo(HandoffState.COMPLETED);
        var picked = new Share(1).picks(end.run() + "-e1");
        assertThat(engine.oversight().reviews().find(end.run() + "-v1").isPresent())
                .isEqualTo(picked);
    }

    private Levels.AgentLevel level() {
        return engine.oversight().levels().find("refunds").orElseThrow();
    }

    @Test
    void givenALevelThatWasLowered_thenItHoldsAtOnceAndAfterARestart() {
        var set = engine.oversight().levels().set("refunds", Level.SHADOW, Optional.of("odd refunds"), OPERATOR);
        assertThat(set).isInstanceOf(Levels.Outcome.Done.class);

        restart();

        assertThat(level().now()).isEqualTo(Level.SHADOW);
        assertThat(level().inFile()).isEqualTo(Level.SUPERVISED);
        assertThat(level().record().cap().orElseThrow().reason()).contains("odd refunds");
        assertThat(end(submit("ORD-000040", "refund")).state()).isEqualTo(HandoffState.CANCELED);
        assertEffects(0, 0, 0);
    }

    @Test
    void givenALevelThatWasLowered_thenOnlyAnOperatorRaisesItAndNeverBeyondTheFile() {
        assertThat(engine.oversight().levels().set("refunds", Level.PROPOSE, Optional.empty(), LENA))
                .isInstanceOf(Levels.Outcome.Done.class);

        assertThat(engine.oversight().levels().set("refunds", Level.SUPERVISED, Optional.empty(), LENA))
                .isInstanceOf(Levels.Outcome.NotAllowed.class);
        assertThat(engine.oversight().levels().set("refunds", Level.SUPERVISED, Optional.empty(), SERVICE))
                .isInstanceOf(Levels.Outcome.NotAllowed.class);
        assertThat(engine.oversight().levels().set("refunds", Level.AUTONOMOUS, Optional.empty(), OPERATOR))
                .isInstanceOfSatisfying(
                        Levels.Outcome.Conflict.class,
                        it -> assertThat(it.message()).contains("autonomy: supervised"));
        assertThat(level().now()).isEqualTo(Level.PROPOSE);

        assertThat(engine.oversight().levels().set("refunds", Level.SUPERVISED, Optional.empty(), OPERATOR))
                .isInstanceOf(Levels.Outcome.Done.class);
        assertThat(level().now()).isEqualTo(Level.SUPERVISED);
        assertThat(level().record().cap()).isEmpty();
    }

    @Test
    void givenSomebodyWhomNoRuleAsks_thenTheyLowerNothing() {
        var clerk = Principal.of(Principal.Kind.PERSON, "cleo", "clerk");

        assertThat(engine.oversight().levels().set("refunds", Level.SHADOW, Optional.empty(), clerk))
                .isInstanceOf(Levels.Outcome.NotAllowed.class);
        assertThat(engine.oversight().levels().set("refund", Level.SHADOW, Optional.empty(), OPERATOR))
                .isInstanceOfSatisfying(
                        Levels.Outcome.NotFound.class,
                        it -> assertThat(it.message()).contains("did you mean 'refunds'"));
    }

    private HandoffView inTheShadow(String order) {
        given(shadow());
        return end(submit(order, "refund"));
    }

    @Test
    void givenARunInTheShadow_whenAPersonTellsTheSame_thenTheyAgree() {
        var run = inTheShadow("ORD-000040").run();
        assertThat(engine.oversight().shadows().find(run).orElseThrow().agreement())
                .isEmpty();

        var acts = List.of(
                new Act("billing.refund", Json.object("amountMinor", Json.number(4000))),
                new Act("crm.note", Json.object()));
        var told = engine.oversight().shadows().tell(run, acts, Optional.of("as always"), OPERATOR);

        assertThat(told).isInstanceOf(Shadows.Outcome.Done.class);
        var view = engine.oversight().shadows().find(run).orElseThrow();
        assertThat(view.agreement().orElseThrow().isFull()).isTrue();
        assertThat(view.people().orElseThrow().source()).isEqualTo("person:omar");
        var summary = eventually(() -> Optional.of(engine.oversight().shadows().of("refunds", 50))
                .filter(it -> !it.runs().isEmpty()));
        assertThat(summary.known()).isEqualTo(1);
        assertThat(summary.agreed()).isEqualTo(1);
    }

    @Test
    void givenARunInTheShadow_whenPeopleDidOtherwise_thenItIsToldWhatDiffers() {
        var run = inTheShadow("ORD-000040").run();
        var acts = List.of(
                new Act("billing.refund", Json.object("amountMinor", Json.number(2000))),
                new Act("shipping.replace", Json.object()));

        engine.oversight().shadows().tell(run, acts, Optional.empty(), OPERATOR);

        var agreement =
                engine.oversight().shadows().find(run).orElseThrow().agreement().orElseThrow();
        assertThat(agreement.lines())
                .extracting(it -> it.kind())
                .containsExactly(Kind.DIFFERENT, Kind.ONLY_AGENT, Kind.ONLY_PEOPLE);
        assertThat(agreement.lines().getFirst().differing()).containsExactly("amountMinor");
        assertThat(agreement.isFull()).isFalse();
    }

    @Test
    void givenARunInTheShadow_whenTheSameWasReallyDoneLater_thenThatIsFound() {
        var shadow = inTheShadow("ORD-000040");
        given(new ShopVariant());
        var done = end(submit("ORD-000040", "refund"));
        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);

        var people = eventually(() ->
                engine.oversight().shadows().find(shadow.run()).orElseThrow().people());

        assertThat(people.source()).isEqualTo(done.run());
        assertThat(engine.oversight()
                        .shadows()
                        .find(shadow.run())
                        .orElseThrow()
                        .agreement()
                        .orElseThrow()
                        .isFull())
                .isTrue();
    }

    @Test
    void givenARunThatWasNotInTheShadow_thenThereIsNothingToTell() {
        given(new ShopVariant());
        var done = end(submit("ORD-000040", "refund"));

        assertThat(engine.oversight().shadows().find(done.run())).isEmpty();
        assertThat(engine.oversight().shadows().tell(done.run(), List.of(), Optional.empty(), OPERATOR))
                .isInstanceOf(Shadows.Outcome.NotFound.class);
        assertThat(engine.oversight()
                        .shadows()
                        .tell(inTheShadow("ORD-000080").run(), List.of(), Optional.empty(), LENA))
                .isInstanceOf(Shadows.Outcome.NotAllowed.class);
    }
}
