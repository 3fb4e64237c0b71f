package dev.baton.integrity;

import static dev.baton.integrity.LogOnPaper.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Hold;
import dev.baton.event.NewEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamId;
import dev.baton.integrity.Finding.Kind;
import dev.baton.json.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs that streams were taken out of, with and without what was taken out. */
class ArchiveVerificationTest {
    private final LogOnPaper log = new LogOnPaper()
            .grow("a", "A1", "A2")
            .grow("b", "B1")
            .grow("a", "A3")
            .grow("c", "C1", "C2")
            .grow("b", "B2");

    private List<ArchiveRecord> records() {
        return log.rows.stream()
                .flatMap(row -> row.unpack().stream())
                .flatMap(event -> ArchiveRecord.in(event).stream())
                .toList();
    }

    /** Takes streams out and tells of it, as a store does. */
    private List<StoredRow> archive(String id, StreamId... streams) {
        var whole = log.point();
        if (!records().isEmpty()) {
            whole = log.verify(Expected.of(records())).end();
        }
        var gone = new ArrayList<StoredRow>();
        var ends = new ArrayList<StreamEnd>();
        for (var stream : streams) {
            var rows = log.remove(stream);
            gone.addAll(rows);
            ends.add(new StreamEnd(stream, rows.getLast().unpack().getLast().head()));
        }
        var record = new ArchiveRecord(
                id,
                id + ".jsonl",
                Digest.ZERO,
                LogOnPaper.NOON,
                whole,
                log.point().digest(),
                ends.size(),
                gone.size());
        var events = new ArrayList<>(List.of(record.toEvent(LogOnPaper.NOON, "system:baton")));
        events.addAll(ArchivedStreams.events(record, ends, LogOnPaper.NOON, "system:baton"));
        log.rows.add(new StoredRow(whole.position(), "x/x", 1, 1, "c", new byte[0], new byte[0]));
        log.grow(ArchiveRecord.STREAM, events.toArray(NewEvent[]::new));
        log.rows.removeIf(row -> row.stream().equals("x/x"));
        return gone;
    }

    private void putBack(List<StoredRow> rows) {
        log.rows.addAll(rows);
        log.rows.sort(Comparator.comparingLong(StoredRow::position));
    }

    @Test
    void givenAnArchive_thenWhatIsLeftIsSoundAndPositionsMayBeMissing() {
        archive("one", run("a"), run("c"));
        log.grow("d", "D1");
        log.holds.add(new Hold(Hold.digest("k"), run("a")));
        var report = log.verify(Expected.of(records()));
        assertThat(report.findings()).isEmpty();
        assertThat(report.archives()).hasSize(1);
        assertThat(log.verify(Expected.NOTHING).isSound()).isFalse();
    }

    @Test
    void givenTheArchiveAtHand_thenTheLogIsVerifiedWithItPutBack() {
        var gone = archive("one", run("a"), run("c"));
        log.grow("d", "D1");
        var end = log.verify(Expected.of(records())).end();
        putBack(gone);
        var report = log.verify(Expected.of(records()).withArchivesFrom(0));
        assertThat(report.findings()).isEmpty();
        assertThat(report.end()).isEqualTo(end);
        assertThat(report.events()).isEqualTo(10);
    }

    @Test
    void givenAnArchiveThatWasChanged_thenPuttingItBackTells() {
        var gone = archive("one", run("a"), run("c"));
        putBack(List.of(gone.get(0), gone.get(1)));
        var report = log.verify(Expected.of(records()).withArchivesFrom(0));
        assertThat(report.findings()).extracting(Finding::kind).contains(Kind.MISSING);
    }

    @Test
    void givenSeveralArchives_thenAnyNumberOfTheNewestCanBePutBack() {
        var first = archive("one", run("a"));
        log.grow("d", "D1").grow("e", "E1", "E2");
        var second = archive("two", run("c"), run("e"));
        log.grow("f", "F1");
        assertThat(log.verify(Expected.of(records())).findings()).isEmpty();
        var end = log.verify(Expected.of(records())).end();

        putBack(second);
        var withTwo = log.verify(Expected.of(records()).withArchivesFrom(1));
        assertThat(withTwo.findings()).isEmpty();
        assertThat(withTwo.end()).isEqualTo(end);

        putBack(first);
        var withBoth = log.verify(Expected.of(records()).withArchivesFrom(0));
        assertThat(withBoth.findings()).isEmpty();
        assertThat(withBoth.end()).isEqualTo(end);
    }

    @Test
    void givenSomethingTakenOutBeforeAnArchiveWithoutSaying_thenThatIsTold() {
        archive("one", run("a"));
        log.remove(run("c"));
        var report = log.verify(Expected.of(records()));
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.LOG_CHANGED);
        assertThat(report.findings().getFirst().what()).contains("one.jsonl");
    }

    @Test
    void givenARecordTakenOut_thenThatIsTold() {
        archive("one", run("a"));
        var known = records();
        log.rows.removeLast();
        assertThat(log.verify(Expected.of(known)).findings())
                .extracting(Finding::kind)
                .contains(Kind.MISSING);
    }

    @Test
    void givenAnEarlierPoint_thenItIsCountedAsUncheckedUnlessTheArchiveIsPutBack() {
        var early = log.pointAfter(2);
        var gone = archive("one", run("a"), run("c"));
        var expected = Expected.of(records()).withPoint(early, "--expect");
        assertThat(log.verify(expected).findings()).isEmpty();
        assertThat(log.verify(expected).unchecked()).isEqualTo(1);
        putBack(gone);
        var back = log.verify(expected.withArchivesFrom(0));
        assertThat(back.findings()).isEmpty();
        assertThat(back.unchecked()).isZero();
    }
}
