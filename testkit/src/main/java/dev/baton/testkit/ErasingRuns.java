package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.engine.Approvals;
import dev.baton.engine.Erasures;
import dev.baton.engine.GoneRun;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.JournalEntry;
import dev.baton.engine.RunSummary;
import dev.baton.engine.Submission;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamId;
import dev.baton.handoff.HandoffState;
import dev.baton.integrity.Expected;
import dev.baton.integrity.LogWalk;
import dev.baton.json.Json;
import dev.baton.testkit.shop.SampleShop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Erasing a customer: what is gone, what is left, and what goes on protecting. */
abstract class ErasingRuns extends CallbackRuns {
    private static final String SUBJECT = "customer:CUS-1";

    private Erasures.Outcome.Done erase() {
        var outcome = engine.erasures().erase(SUBJECT, OPERATOR);
        assertThat(outcome).isInstanceOf(Erasures.Outcome.Done.class);
        return (Erasures.Outcome.Done) outcome;
    }

    private List<StoredRow> rows() {
        try (var snapshot = store.snapshot()) {
            return snapshot.rows(0, 10_000);
        }
    }

    private boolean anyRunSays(String text) {
        return rows().stream()
                .filter(row -> row.stream().startsWith("run/"))
                .anyMatch(row -> new String(row.packed(), StandardCharsets.UTF_8).contains(text));
    }

    private void assertSound() {
        try (var snapshot = store.snapshot()) {
            assertThat(LogWalk.verify(snapshot, Expected.NOTHING, position -> {})
                            .findings())
                    .isEmpty();
        }
    }

    @Test
    void givenAnEndedRun_whenItsCustomerIsErased_thenOnlyItsTracesAreLeft() {
        var handoff = submit("ORD-000040", "refund");
        var run = end(handoff).run();
        var steps = engine.runs().journal(run, 0).size();
        clock.advance(Duration.ofDays(1));

        var done = erase();

        assertThat(done.runs()).containsExactly(run);
        assertThat(done.events()).isEqualTo(steps);
        assertThat(done.leftAlone()).isEmpty();
        assertThat(engine.handoffs().find(handoff)).isEmpty();
        assertThat(engine.runs().find(run)).isEmpty();
        assertThat(engine.runs().gone(run)).hasValueSatisfying(gone -> {
            assertThat(gone).isInstanceOf(GoneRun.Erased.class);
            assertThat(((GoneRun.Erased) gone).state()).isEqualTo(HandoffState.COMPLETED);
            assertThat(gone.goneAt()).isEqualTo(clock.instant());
            assertThat(gone.words()).contains("erased on 2026-01-11", "completed on 2026-01-10");
        });
        assertThat(engine.handoffs().gone(handoff)).isEqualTo(engine.runs().gone(run));
        assertThat(engine.runs().journal(run, 0))
                .hasSize(steps)
                .allSatisfy(entry -> assertThat(entry.by()).isEqualTo("erased"))
                .extracting(JournalEntry::type)
                .startsWith("Submitted")
                .endsWith("Completed");
        assertThat(anyRunSays("CUS-1")).isFalse();
        assertThat(anyRunSays("ORD-000040")).isFalse();
        assertSound();
    }

    @Test
    void givenAnErasedRun_thenTheListsShowThatAndNothingElse() {
        var run = end(submit("ORD-000040", "refund")).run();
        erase();
        assertThat(engine.runs().list(Optional.empty(), 10)).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo(run);
            assertThat(row.state()).isEqualTo("completed");
            assertThat(row.erasedAt()).contains(clock.instant());
            assertThat(List.of(row.subject(), row.contract(), row.agent(), row.message()))
                    .containsOnly("");
        });
        restart();
        var again = eventually(() -> engine.runs().list(Optional.empty(), 10).stream()
                .filter(row -> row.erasedAt().isPresent())
                .findFirst());
        assertThat(again).extracting(RunSummary::id).isEqualTo(run);
    }

    @Test
    void givenARunThatIsGoingOn_thenItIsLeftAloneAndNamed() {
        var ended = end(submit("ORD-000040", "refund")).run();
        var waiting = submit("ORD-000080", "refund");
        openApproval(waiting);

        var preview = engine.erasures().preview(SUBJECT, OPERATOR);
        assertThat(preview).isInstanceOfSatisfying(Erasures.Outcome.Done.class, done -> {
            assertThat(done.runs()).containsExactly(ended);
            assertThat(done.leftAlone())
                    .extracting(Erasures.LeftAlone::id)
                    .containsExactly(find(waiting).run());
        });
        assertThat(engine.runs().find(ended)).isPresent();
        assertThat(erase())
                .extracting(Erasures.Outcome.Done::leftAlone)
                .isEqualTo(((Erasures.Outcome.Done) preview).leftAlone());

        assertThat(find(waiting).subject()).isEqualTo(SUBJECT);
        var approval = openApproval(waiting);
        engine.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        end(waiting);
        assertThat(erase().runs()).hasSize(1);
        assertThat(engine.handoffs().gone(waiting)).isPresent();
    }

    @Test
    void givenAnErasedRun_thenItsKeysGoOnProtecting() {
        var request = request("ORD-000040", "refund", OPERATOR, Optional.of("key-1"));
        var first = accepted(engine.handoffs().submit(request)).id();
        var run = end(first).run();
        erase();
        assertThat(engine.handoffs().submit(request)).isEqualTo(new Submission.NoLongerKept(first, run));
        var again = end(submit("ORD-000040", "replacement"));
        assertThat(again.state()).isEqualTo(HandoffState.REJECTED);
        assertThat(receipt(again).reason().orElseThrow()).contains(first);
        assertThat(count(SampleShop.REFUND)).isEqualTo(1);
    }

    @Test
    void givenAnErasureThatWasBrokenOff_whenTheEngineStartsAgain_thenItIsFinished() {
        var run = end(submit("ORD-000040", "refund")).run();
        engine.close();
        var script = new FaultScript(3, new FaultScript.Odds(0, 0, 0, true));
        var erasures = Erasures.in(new FaultyEventStore(store, script), new InMemoryViewStore(), clock);
        script.breakAfter(1);
        assertThatThrownBy(() -> erasures.erase(SUBJECT, OPERATOR)).isInstanceOf(StoreUnavailableException.class);
        assertThat(anyRunSays("CUS-1")).isTrue();
        restart();
        eventually(() -> engine.runs().gone(run));
        eventually(() -> store.read(StreamId.of("administration", "erasures"), 0).stream()
                .filter(event -> event.type().equals("ErasureDone"))
                .findFirst());
        assertThat(anyRunSays("CUS-1")).isFalse();
    }

    @Test
    void givenSomebodyElse_thenTheirRunsStay() {
        var input = Json.object("customerId", Json.text("CUS-2"))
                .with("orderId", "ORD-000300")
                .with("wish", "refund");
        var theirs = accepted(engine.handoffs()
                        .submit(new HandoffRequest("damaged-order", input, OPERATOR, "test", Optional.empty())))
                .id();
        end(theirs);
        assertThat(erase().runs()).isEmpty();
        assertThat(find(theirs).subject()).isEqualTo("customer:CUS-2");
    }

    @Test
    void givenNobodysNameOrNoOperator_thenNothingIsErased() {
        end(submit("ORD-000040", "refund"));
        assertThat(engine.erasures().erase("CUS-1", OPERATOR)).isInstanceOf(Erasures.Outcome.Invalid.class);
        assertThat(engine.erasures().erase(SUBJECT, LENA)).isInstanceOf(Erasures.Outcome.NotAllowed.class);
        assertThat(engine.erasures().preview(SUBJECT, LENA)).isInstanceOf(Erasures.Outcome.NotAllowed.class);
        assertThat(anyRunSays("CUS-1")).isTrue();
    }

    @Test
    void givenAnErasure_thenItIsOnRecordWithoutTheName() {
        end(submit("ORD-000040", "refund"));
        erase();
        var record = rows().stream()
                .filter(row -> row.stream().equals("administration/erasures"))
                .flatMap(row -> row.unpack().stream())
                .toList();
        assertThat(record)
                .extracting(event -> event.type())
                .containsExactly("ErasureBegun", "ContentsErased", "ErasureDone");
        assertThat(record).extracting(event -> event.event().by()).containsOnly(Optional.of("person:omar"));
        assertThat(record.toString()).doesNotContain("CUS-1");
    }
}
