package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.engine.Approvals;
import dev.baton.engine.Inbox;
import dev.baton.engine.Inbox.Outcome;
import dev.baton.engine.Inbox.Query;
import dev.baton.engine.InboxView;
import dev.baton.engine.Runs;
import dev.baton.inbox.InboxItem.Kind;
import dev.baton.json.Json;
import dev.baton.policy.Policy.AmountArguments;
import dev.baton.policy.Policy.ApprovalTerms;
import dev.baton.principal.Allowance;
import dev.baton.principal.Duties;
import dev.baton.principal.Duties.Duty;
import dev.baton.principal.People;
import dev.baton.principal.People.Member;
import dev.baton.principal.Principal;
import dev.baton.run.OnFailure;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems.Fault;
import dev.baton.testkit.shop.ShopVariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What waits for people is in one queue, and is shared so that nothing is done by two and nothing is left by all. */
abstract class InboxContract extends RunLifeContract {
    static final Principal MARA = Principal.of(Principal.Kind.PERSON, "mara", "refund-lead");
    static final Principal HEAD = Principal.of(Principal.Kind.PERSON, "hugo", "head");
    static final Principal DEPUTY = Principal.of(Principal.Kind.PERSON, "dora");
    private static final Principal OVERSEER = Principal.of(Principal.Kind.PERSON, "anne", "operator");

    /** Lena has a deputy, and what a refund-lead leaves for two hours waits for the head too. */
    static People staff() {
        var lena = new Member(Set.of("glass"), Optional.of("dora"), Optional.empty(), Optional.empty());
        return new People(
                Map.of("lena", LENA, "mara", MARA, "hugo", HEAD, "dora", DEPUTY, "omar", OPERATOR),
                Map.of("lena", lena),
                new Duties(Map.of(
                        "refund-lead",
                        new Duty(Optional.of(Duration.ofHours(2)), Optional.of("head"), Optional.empty()))),
                Map.of());
    }

    private List<InboxView> inbox(Query query, Principal by) {
        return engine.inbox().list(query, by).items();
    }

    private static Query forMe() {
        return of(true, false, false, false, Optional.empty());
    }

    private static Query mine() {
        return of(false, true, false, false, Optional.empty());
    }

    private static Query text(String words) {
        return of(false, false, false, false, Optional.of(words));
    }

    private static Query of(boolean forMe, boolean mine, boolean free, boolean overdue, Optional<String> text) {
        var any = Optional.<String>empty();
        return new Query(Optional.empty(), any, any, any, any, forMe, mine, free, overdue, text, any, 50);
    }

    /** The only item, once the list shows it. */
    InboxView item(Kind kind) {
        return eventually(() -> inbox(Query.all(50), OPERATOR).stream()
                .filter(it -> it.item().kind() == kind)
                .findFirst());
    }

    private void gone(Kind kind) {
        assertThat(eventually(() -> Optional.of(inbox(Query.all(50), OPERATOR).stream()
                                .noneMatch(it -> it.item().kind() == kind))
                        .filter(Boolean::booleanValue)))
                .isTrue();
    }

    @Test
    void givenAnApprovalInTheInbox_thenItIsForThoseWhoMayDecide_andGoneOnceTheyDid() {
        given(new ShopVariant().people(staff()));
        var handoff = submit("ORD-000080", "refund");
        var view = item(Kind.APPROVAL);
        assertThat(view.item().role()).isEqualTo("refund-lead");
        assertThat(view.item().rule()).contains("refunds/larger");
        assertThat(view.item().title()).contains("billing.refund").contains("8000");
        assertThat(view.due()).contains(view.item().since().plus(Duration.ofHours(2)));
        assertThat(inbox(forMe(), LENA))
                .extracting(it -> it.item().id())
                .containsExactly(view.item().id());
        assertThat(inbox(forMe(), OVERSEER)).isEmpty();
        engine.approvals().decide(view.item().id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(engine.inbox().find(view.item().id())).isEmpty();
        end(handoff);
        gone(Kind.APPROVAL);
    }

    @Test
    void givenWhatWaitsInTheInbox_whenTheListsAreMadeAnewFromTheLog_thenItIsThereAgain() {
        given(new ShopVariant().people(staff()));
        submit("ORD-000080", "refund");
        var id = item(Kind.APPROVAL).item().id();
        assertThat(engine.inbox().take(id, LENA)).isInstanceOf(Outcome.Done.class);
        restart();
        assertThat(item(Kind.APPROVAL).takenBy()).contains("lena");
        assertThat(eventually(() -> inbox(mine(), LENA).stream().findFirst())
                        .item()
                        .id())
                .isEqualTo(id);
    }

    @Test
    void givenAnItemOfTheInbox_whenTwoTakeItAtOnce_thenOneHasItAndTheOtherIsToldWho() throws Exception {
        given(new ShopVariant().people(staff()));
        submit("ORD-000080", "refund");
        var id = item(Kind.APPROVAL).item().id();
        var start = new CyclicBarrier(2);
        Callable<Outcome> lena = () -> take(start, id, LENA);
        Callable<Outcome> mara = () -> take(start, id, MARA);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(lena);
            var other = threads.submit(mara);
            var outcomes = List.of(one.get(20, TimeUnit.SECONDS), other.get(20, TimeUnit.SECONDS));
            assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
            var winner = engine.inbox().find(id).flatMap(InboxView::takenBy).orElseThrow();
            assertThat(outcomes)
                    .filteredOn(Outcome.Conflict.class::isInstance)
                    .singleElement()
                    .satisfies(
                            it -> assertThat(((Outcome.Conflict) it).message()).startsWith(winner + " has had"));
        }
    }

    private Outcome take(CyclicBarrier start, String id, Principal by) throws Exception {
        start.await(10, TimeUnit.SECONDS);
        return engine.inbox().take(id, by);
    }

    @Test
    void givenAnItemOfTheInbox_whenGivenBackOrReassigned_thenOnlyByWhomThatIsFor() {
        given(new ShopVariant().people(staff()));
        submit("ORD-000080", "refund");
        var id = item(Kind.APPROVAL).item().id();
        var inbox = engine.inbox();
        assertThat(inbox.take(id, DEPUTY)).isInstanceOf(Outcome.NotAllowed.class);
        assertThat(inbox.take(id, LENA)).isInstanceOf(Outcome.Done.class);
        assertThat(inbox.giveBack(id, MARA)).isInstanceOf(Outcome.NotAllowed.class);
        assertThat(inbox.reassign(id, "mra", Optional.empty(), LENA))
                .isInstanceOfSatisfying(
                        Outcome.NotFound.class, it -> assertThat(it.message()).contains("mara"));
        assertThat(inbox.reassign(id, "dora", Optional.empty(), LENA))
                .as("who could do nothing about it")
                .isInstanceOf(Outcome.Conflict.class);
        assertThat(inbox.reassign(id, "mara", Optional.of("I asked for it"), OVERSEER))
                .isInstanceOf(Outcome.Done.class);
        assertThat(inbox.find(id).flatMap(InboxView::takenBy)).contains("mara");
        assertThat(inbox.giveBack(id, MARA)).isInstanceOf(Outcome.Done.class);
        assertThat(inbox.find(id).flatMap(InboxView::takenBy)).isEmpty();
        assertThat(inbox.giveBack(id, MARA)).isInstanceOf(Outcome.Conflict.class);
    }

    @Test
    void givenSomebodyAbsent_thenTheirDeputyActsOnTheInboxInTheirPlace_andOnlyMeanwhile() {
        given(new ShopVariant().people(staff()));
        submit("ORD-000080", "refund");
        var id = item(Kind.APPROVAL).item().id();
        var inbox = engine.inbox();
        assertThat(inbox.leave("lena", Optional.empty(), MARA)).isInstanceOf(Inbox.Absent.NotAllowed.class);
        assertThat(inbox.leave("lna", Optional.empty(), OVERSEER)).isInstanceOf(Inbox.Absent.NotFound.class);
        var until = clock.instant().plus(Duration.ofDays(7));
        assertThat(inbox.leave("lena", Optional.of(until), LENA)).isInstanceOf(Inbox.Absent.Noted.class);
        assertThat(inbox.absences()).singleElement().satisfies(it -> {
            assertThat(it.person()).isEqualTo("lena");
            assertThat(it.until()).contains(until);
        });
        assertThat(inbox(forMe(), DEPUTY)).hasSize(1);
        assertThat(inbox.take(id, DEPUTY)).isInstanceOf(Outcome.Done.class);
        assertThat(inbox.giveBack(id, DEPUTY)).isInstanceOf(Outcome.Done.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(inbox.comeBack("lena", LENA)).isInstanceOf(Inbox.Absent.Noted.class);
        assertThat(inbox.take(id, DEPUTY)).isInstanceOf(Outcome.NotAllowed.class);
        assertThat(inbox(forMe(), DEPUTY)).isEmpty();
    }

    @Test
    void givenAnItemThatIsOverdue_thenTheInboxShowsItToTheNextRoleToo() {
        given(new ShopVariant().people(staff()));
        submit("ORD-000080", "refund");
        var id = item(Kind.APPROVAL).item().id();
        var overdue = of(false, false, false, true, Optional.empty());
        assertThat(inbox(forMe(), HEAD)).isEmpty();
        assertThat(inbox(overdue, OPERATOR)).isEmpty();
        assertThat(engine.inbox().take(id, HEAD)).isInstanceOf(Outcome.NotAllowed.class);
        clock.advance(Duration.ofHours(2));
        assertThat(inbox(overdue, OPERATOR)).singleElement().satisfies(it -> {
            assertThat(it.overdue()).isTrue();
            assertThat(it.waitsFor()).containsExactly("refund-lead", "head");
        });
        assertThat(inbox(forMe(), HEAD)).hasSize(1);
        assertThat(engine.inbox().take(id, HEAD)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void givenWorkThatAsksForASkill_thenTheInboxShowsItToThoseWhoHaveIt() {
        var staff = staff();
        given(new ShopVariant()
                .people(new People(
                        staff.personas(),
                        staff.members(),
                        staff.duties(),
                        Map.of("glass", List.of("billing.refund")))));
        submit("ORD-000080", "refund");
        assertThat(item(Kind.APPROVAL).item().skills()).containsExactly("glass");
        assertThat(inbox(forMe(), LENA)).hasSize(1);
        assertThat(inbox(forMe(), MARA)).isEmpty();
        assertThat(inbox(Query.all(50), MARA)).as("it is not hidden").hasSize(1);
    }

    @Test
    void givenWordsInTheInbox_thenTheyFindWhatHasAllOfThem() {
        submit("ORD-000080", "refund");
        item(Kind.APPROVAL);
        assertThat(inbox(text("ord-000080"), OPERATOR)).hasSize(1);
        assertThat(inbox(text("000080 refund, CUS-1!"), OPERATOR)).hasSize(1);
        assertThat(inbox(text("ORD-000081"), OPERATOR)).isEmpty();
    }

    @Test
    void givenManyItemsInTheInbox_whenPagedWhileSomeAreDecided_thenNoneIsMissedOrShownTwice() {
        for (var i = 0; i < 7; i++) {
            var order = "ORD-00010" + i;
            shop.order(order, "CUS-1", 8000);
            submit(order, "refund");
            clock.advance(Duration.ofSeconds(1));
        }
        eventually(() -> Optional.of(inbox(Query.all(50), OPERATOR)).filter(all -> all.size() == 7));
        var seen = new ArrayList<String>();
        var query = Query.all(2);
        var next = Optional.of(query);
        while (next.isPresent()) {
            var page = engine.inbox().list(next.get(), OPERATOR);
            page.items().forEach(it -> seen.add(it.item().id()));
            page.items()
                    .forEach(it -> engine.approvals()
                            .decide(it.item().id(), new Approvals.Decision.Deny(Optional.empty()), LENA));
            next = page.next().map(query::after);
        }
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        assertThatThrownBy(() -> engine.inbox().list(query.after("nonsense"), OPERATOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void givenAnEffectOfWhichNobodyKnows_thenItIsInTheInboxUntilAPersonTells() {
        given(new ShopVariant().allow(SampleShop.PAYOUT).playbook("""
                {"steps": {"refund": {"tool": "billing.payout",
                                      "args": {"customerId": "${input.customerId}", "amountMinor": 100}}},
                 "output": {"outcome": "refunded"}}"""));
        shop.fault(SampleShop.PAYOUT, new Fault.LostAfter(1));
        var handoff = submit("ORD-000040", "refund");
        var view = item(Kind.UNKNOWN_EFFECT);
        assertThat(view.item().title()).startsWith("Did billing.payout happen?");
        assertThat(view.item().step()).isEqualTo("refund");
        clock.advance(Duration.ofSeconds(30));
        engine.runs().resolve(view.item().run(), "refund", true, Optional.of(Json.text("P-7")), OVERSEER);
        end(handoff);
        gone(Kind.UNKNOWN_EFFECT);
    }

    @Test
    void givenARunThatCannotGoOn_thenWhatBecomesOfItIsAskedInTheInbox_andItsFailureIsThereUntilClosed() {
        given(new ShopVariant().onFailure(OnFailure.ASK));
        shop.fault(SampleShop.NOTE, new Fault.Refusing("the CRM says no"));
        var handoff = submit("ORD-000040", "refund");
        var exception = item(Kind.EXCEPTION);
        assertThat(exception.item().title()).contains("the CRM says no");
        assertThat(engine.runs()
                        .answer(
                                exception.item().run(),
                                Optional.of(exception.item().id()),
                                Json.text("keep"),
                                OVERSEER))
                .isInstanceOf(Runs.Change.Made.class);
        end(handoff);
        var failed = item(Kind.FAILED_HANDOFF);
        assertThat(engine.inbox().close(failed.item().id(), Optional.empty(), LENA))
                .isInstanceOf(Outcome.NotAllowed.class);
        assertThat(engine.inbox().close(failed.item().id(), Optional.of("the CRM was down"), OVERSEER))
                .isInstanceOf(Outcome.Done.class);
        gone(Kind.FAILED_HANDOFF);
        restart();
        assertThat(engine.inbox().find(failed.item().id())).isEmpty();
    }

    @Test
    void givenARunThatStopsMoving_thenAnOperatorFindsItInTheInbox_untilItMovesAgain() {
        given(new ShopVariant().people(staff()));
        var held = new Fault.Held(new CountDownLatch(1), new CountDownLatch(1));
        shop.fault(SampleShop.NOTE, held);
        var handoff = submit("ORD-000040", "refund");
        try {
            assertThat(held.reached().await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(engine.inbox().find("r-" + handoff.substring(2) + "-stuck"))
                    .isEmpty();
            // the lists look by the clock, at what they were told of by then
            eventually(() -> engine.runs().list(Optional.empty(), 10).stream()
                    .filter(run -> run.state().equals("working"))
                    .findFirst());
            clock.advance(Duration.ofMinutes(16));
            var view = item(Kind.STUCK_RUN);
            assertThat(view.item().role()).isEqualTo("operator");
            assertThat(view.item().title()).startsWith("The run has not moved since");
            assertThat(inbox(forMe(), LENA)).isEmpty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            held.release().countDown();
        }
        end(handoff);
        gone(Kind.STUCK_RUN);
    }

    @Test
    void givenACustomerWhoIsErased_thenTheInboxHoldsNothingOfThem() {
        given(new ShopVariant().onFailure(OnFailure.KEEP));
        shop.fault(SampleShop.NOTE, new Fault.Refusing("the CRM says no"));
        var handoff = submit("ORD-000040", "refund");
        end(handoff);
        var id = item(Kind.FAILED_HANDOFF).item().id();
        assertThat(engine.inbox().take(id, OVERSEER)).isInstanceOf(Outcome.Done.class);
        engine.erasures().erase("customer:CUS-1", OPERATOR);
        assertThat(inbox(Query.all(50), OPERATOR)).isEmpty();
        assertThat(store.read(dev.baton.event.StreamId.of("inbox", find(handoff, id)), 0))
                .isNotEmpty()
                .allMatch(event -> event.event().contents().isEmpty());
    }

    /** A limit for lena, and a currency that nobody can make out. */
    private void givenLimits() {
        var lena = new Member(Set.of(), Optional.of("dora"), Optional.of(Allowance.parse("50 EUR")), Optional.empty());
        var staff = staff();
        var terms = new ApprovalTerms(
                "refund-lead",
                1,
                List.of("amountMinor"),
                Duration.ofHours(4),
                Duration.ofHours(1),
                Optional.of(new AmountArguments("amountMinor", "orderId")));
        given(new ShopVariant()
                .people(new People(staff.personas(), Map.of("lena", lena), Duties.NONE, Map.of()))
                .ask(SampleShop.REFUND, terms));
    }

    private Approvals.Outcome approve(String approval, Principal by) {
        return engine.approvals().decide(approval, new Approvals.Decision.Approve(Optional.empty()), by);
    }

    private static void assertNotAllowed(Approvals.Outcome outcome, String words) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Approvals.Outcome.NotAllowed.class,
                        it -> assertThat(it.message()).contains(words));
    }

    @Test
    void givenLimitsOfApproversInTheInbox_thenTheyHoldForApprovingAndChangingButNotForSayingNo() {
        givenLimits();
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff).id();
        assertNotAllowed(approve(approval, LENA), "lena may approve up to 50 EUR; this is about ORD-000080");
        engine.inbox().leave("lena", Optional.empty(), LENA);
        assertNotAllowed(approve(approval, DEPUTY), "lena may approve up to 50 EUR");
        var less = new Approvals.Decision.Edit(Json.object("amountMinor", Json.number(10)), Optional.empty());
        assertNotAllowed(engine.approvals().decide(approval, less, LENA), "lena may approve up to 50 EUR");
        assertEffects(0, 0, 0);
        assertThat(engine.approvals().decide(approval, new Approvals.Decision.Deny(Optional.of("too much")), LENA))
                .isInstanceOf(Approvals.Outcome.Taken.class);
        end(handoff);
        var other = openApproval(submit("ORD-000080", "refund")).id();
        assertThat(approve(other, MARA)).as("who has no limit").isInstanceOf(Approvals.Outcome.Taken.class);
    }

    @Test
    void givenADeputyInTheInbox_thenTheVoteNamesBoth_andFourEyesHoldForBoth() {
        given(new ShopVariant().people(staff()));
        var own = openApproval(submit("ORD-000080", "refund")).id();
        assertNotAllowed(approve(own, DEPUTY), "that takes a person with the role refund-lead");
        engine.inbox().leave("lena", Optional.empty(), OVERSEER);
        assertThat(engine.approvals().obstacle(engine.approvals().find(own).orElseThrow(), DEPUTY))
                .isEmpty();
        assertThat(approve(own, DEPUTY)).isInstanceOf(Approvals.Outcome.Taken.class);
        assertThat(types(find(engine.approvals().find(own).orElseThrow().handoff())
                        .id()))
                .contains("ApprovalVoted");
        assertThat(engine.runs()
                        .journal(engine.approvals().find(own).orElseThrow().run(), 0))
                .anySatisfy(entry -> assertThat(entry.by()).isEqualTo("person:dora for person:lena"));

        shop.order("ORD-000081", "CUS-1", 8000);
        var requester = Principal.of(Principal.Kind.PERSON, "lena", "refund-lead", "operator", Principal.ACT_FOR);
        var hers = openApproval(
                        accepted(engine.handoffs().submit(request("ORD-000081", "refund", requester, Optional.empty())))
                                .id())
                .id();
        assertNotAllowed(approve(hers, DEPUTY), "person:lena asked for this handoff");
        var agent = Principal.of(Principal.Kind.AGENT, "refunds", "refund-lead");
        assertNotAllowed(approve(hers, agent), "takes a person");
        assertNotAllowed(approve(hers, MARA.actingFor(HEAD)), "takes a person");
    }

    @Test
    void givenSeveralApprovalsInTheInbox_thenThoseOfOneRuleAreDecidedTogether_eachOnItsOwn() {
        shop.order("ORD-000081", "CUS-1", 8000);
        var one = openApproval(submit("ORD-000080", "refund")).id();
        var other = openApproval(submit("ORD-000081", "refund")).id();
        approve(one, LENA);
        var together = engine.approvals()
                .decideTogether(
                        List.of(one, other, "r-none-a1"), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(together).isInstanceOfSatisfying(Approvals.Together.Decided.class, it -> {
            assertThat(it.each())
                    .extracting(Approvals.Together.Each::approval)
                    .containsExactly(one, other, "r-none-a1");
            assertThat(it.each().get(0).outcome()).isInstanceOf(Approvals.Outcome.Stale.class);
            assertThat(it.each().get(1).outcome()).isInstanceOf(Approvals.Outcome.Taken.class);
            assertThat(it.each().get(2).outcome()).isInstanceOf(Approvals.Outcome.NotFound.class);
        });
    }

    private static String find(String handoff, String item) {
        assertThat(item).startsWith("r-" + handoff.substring(2));
        return "r-" + handoff.substring(2);
    }
}
