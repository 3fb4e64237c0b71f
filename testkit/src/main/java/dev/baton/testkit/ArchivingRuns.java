package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Approvals;
import dev.baton.engine.Archiver;
import dev.baton.engine.GoneRun;
import dev.baton.engine.Submission;
import dev.baton.handoff.HandoffState;
import dev.baton.integrity.ArchiveRecord;
import dev.baton.integrity.Expected;
import dev.baton.integrity.LogFileReader;
import dev.baton.integrity.LogWalk;
import dev.baton.integrity.MergedContents;
import dev.baton.integrity.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Taking old runs out of the log: what goes, what stays, and what goes on protecting. */
abstract class ArchivingRuns extends ClockJumps {
    private static final Duration AGE = Duration.ofDays(90);

    private Archiver look() {
        return Archiver.look(store, clock, clock.instant().minus(AGE), position -> {});
    }

    private byte[] archive() {
        try (var archiver = look()) {
            var out = new ByteArrayOutputStream();
            var written = archiver.write(out, position -> {});
            assertThat(archiver.takeOut("old.jsonl", written, OPERATOR)).isPresent();
            return out.toByteArray();
        }
    }

    private Report verify(byte[]... archives) {
        try (var snapshot = store.snapshot()) {
            var readers = java.util.Arrays.stream(archives)
                    .map(file -> new LogFileReader(new ByteArrayInputStream(file)))
                    .toList();
            var records = ArchiveRecord.all(snapshot.read(ArchiveRecord.STREAM, 0));
            var expected = Expected.of(records);
            return LogWalk.verify(
                    new MergedContents(snapshot, readers),
                    readers.isEmpty() ? expected : expected.withArchivesFrom(records.size() - readers.size()),
                    position -> {});
        }
    }

    @Test
    void givenARunThatEndedLongAgo_whenArchived_thenItIsGoneAndWhatIsYoungerStays() {
        var old = end(submit("ORD-000040", "refund"));
        clock.advance(AGE.plusSeconds(1));
        var young = end(submit("ORD-000080", "replacement", LENA));
        try (var archiver = look()) {
            assertThat(archiver.selection().streams())
                    .extracting(end -> end.stream().id())
                    .containsExactly(old.run());
            assertThat(archiver.selection().count("run")).isEqualTo(1);
        }
        var file = archive();
        assertThat(engine.runs().find(old.run())).isEmpty();
        assertThat(engine.runs().find(young.run())).isPresent();
        var gone = eventually(() -> engine.runs().gone(old.run()));
        assertThat(gone).isInstanceOf(GoneRun.Archived.class);
        assertThat(gone.words()).contains("old.jsonl");
        assertThat(eventually(() ->
                        Optional.of(engine.runs().list(Optional.empty(), 10)).filter(list -> list.size() == 1)))
                .extracting(row -> row.id())
                .containsExactly(young.run());
        assertThat(verify().findings()).isEmpty();
        assertThat(verify(file).findings()).isEmpty();
    }

    private String submit(String order, String wish, dev.baton.principal.Principal approver) {
        var handoff = submit(order, wish);
        engine.approvals()
                .decide(openApproval(handoff).id(), new Approvals.Decision.Approve(Optional.empty()), approver);
        return handoff;
    }

    @Test
    void givenARunThatIsGoingOn_thenItStaysHoweverOldItIs() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        try (var archiver = Archiver.look(store, clock, clock.instant().plus(AGE), position -> {})) {
            assertThat(archiver.selection().streams()).isEmpty();
        }
        engine.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
    }

    @Test
    void givenAnArchivedRun_thenItsKeysGoOnProtecting() {
        var request = request("ORD-000040", "refund", OPERATOR, Optional.of("key-1"));
        var first = end(accepted(engine.handoffs().submit(request)).id());
        clock.advance(AGE.plusSeconds(1));
        archive();
        assertThat(engine.handoffs().submit(request)).isEqualTo(new Submission.NoLongerKept(first.id(), first.run()));
        var again = end(submit("ORD-000040", "replacement"));
        assertThat(again.state()).isEqualTo(HandoffState.REJECTED);
        assertThat(receipt(again).reason().orElseThrow()).contains(first.id());
        assertEffects(1, 0, 1);
    }

    @Test
    void givenAnotherArchiveMeanwhile_thenNothingIsTakenOutTwice() {
        end(submit("ORD-000040", "refund"));
        clock.advance(AGE.plusSeconds(1));
        try (var slow = look()) {
            var written = slow.write(new ByteArrayOutputStream(), position -> {});
            archive();
            assertThat(slow.takeOut("slow.jsonl", written, OPERATOR)).isEmpty();
        }
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void givenSeveralArchivesAndAnErasure_thenAllOfItStillVerifies() {
        end(submit("ORD-000040", "refund"));
        clock.advance(AGE.plusSeconds(1));
        var first = archive();
        end(submit("ORD-000080", "replacement", LENA));
        engine.erasures().erase("customer:CUS-1", OPERATOR);
        clock.advance(AGE.plusSeconds(1));
        var second = archive();
        assertThat(verify().findings()).isEmpty();
        assertThat(verify(second).findings()).isEmpty();
        var both = verify(first, second);
        assertThat(both.findings()).isEmpty();
        assertThat(both.erased()).isPositive();
        assertThat(both.archives()).hasSize(2);
        assertThat(List.of(both.end(), verify(second).end())).containsOnly(verify().end());
    }
}
