package dev.baton.integrity;

import static dev.baton.integrity.LogOnPaper.event;
import static dev.baton.integrity.LogOnPaper.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Append;
import dev.baton.event.Hold;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamHead;
import dev.baton.event.Wake;
import dev.baton.integrity.Finding.Kind;
import dev.baton.json.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final NodeKey KEY = NodeKey.generate();

    /** Rows 0 to 4: a1 a2 | b1 | a3 | c1 c2 | b2; positions 1 to 7. */
    private final LogOnPaper log = new LogOnPaper()
            .grow("a", "A1", "A2")
            .grow("b", "B1")
            .grow("a", "A3")
            .grow("c", "C1", "C2")
            .grow("b", "B2");

    private static Finding only(Report report) {
        assertThat(report.findings()).hasSize(1);
        return report.findings().getFirst();
    }

    private static void assertFinding(Finding finding, Kind kind, String stream, long revision, long position) {
        assertThat(finding.kind()).isEqualTo(kind);
        assertThat(finding.stream()).contains(stream);
        assertThat(finding.revision()).contains(revision);
        assertThat(finding.position()).contains(position);
    }

    private void checkpoint() {
        log.grow(Checkpoint.STREAM, KEY.sign(log.point(), LogOnPaper.NOON).toEvent());
    }

    @Test
    void givenALogAsItWasWritten_thenItIsSoundAndItsEndIsTold() {
        var report = log.verify();
        assertThat(report.isSound()).isTrue();
        assertThat(report.events()).isEqualTo(7);
        assertThat(report.streams()).isEqualTo(3);
        assertThat(report.end()).isEqualTo(log.point());
        assertThat(new LogOnPaper().verify().isSound()).isTrue();
    }

    @Test
    void givenAChangedPayloadOrAuthor_thenTheEventIsNamed() {
        log.tamper(3, packed -> packed.replace("\"of\":\"C2\"", "\"of\":\"X\""));
        log.tamper(1, packed -> packed.replace("person:lena", "person:omar"));
        var report = log.verify();
        assertThat(report.found()).isEqualTo(2);
        assertFinding(report.findings().getFirst(), Kind.CONTENTS_CHANGED, "run/b", 1, 3);
        assertFinding(report.findings().getLast(), Kind.CONTENTS_CHANGED, "run/c", 2, 6);
        assertThat(report.findings().getFirst().words())
                .isEqualTo("run/b revision 1, position 3: author, payload or salt of this B1 were changed");
    }

    @Test
    void givenAChangedHeader_thenTheEventIsNamedAndWhatFollowsIsNot() {
        log.tamper(0, packed -> packed.replace("\"type\":\"A1\"", "\"type\":\"Z\""));
        assertFinding(only(log.verify()), Kind.HEADER_CHANGED, "run/a", 1, 1);
    }

    @Test
    void givenAStreamRewrittenFromAnEventOn_thenTheFirstEventThatDoesNotFollowIsNamed() {
        var forged = Append.chain(run("a"), StreamHead.EMPTY, List.of(event("X1"), event("X2")), () -> "0".repeat(32));
        log.rows.set(0, LogOnPaper.rewritten(log.rows.getFirst(), forged.events()));
        assertFinding(only(log.verify()), Kind.HEADER_CHANGED, "run/a", 3, 4);
    }

    @Test
    void givenBytesThatAreNoEvents_thenTheRowIsNamed() {
        log.tamper(2, packed -> packed.substring(5));
        assertFinding(only(log.verify()), Kind.UNREADABLE, "run/a", 3, 4);
    }

    @Test
    void givenFewerEventsInARowThanItSays_orAnotherHashBesideIt_thenTheRowIsNamed() {
        var whole = log.rows.get(3);
        log.rows.set(
                3,
                LogOnPaper.withPacked(
                        whole,
                        LogOnPaper.text(LogOnPaper.rewritten(
                                whole, List.of(whole.unpack().getFirst().event())))));
        log.rows.set(
                4,
                new StoredRow(
                        7,
                        "run/b",
                        2,
                        1,
                        "c-5",
                        Digest.ZERO.bytes(),
                        log.rows.get(4).packed()));
        var report = log.verify();
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.UNREADABLE, Kind.UNREADABLE);
        assertFinding(report.findings().getFirst(), Kind.UNREADABLE, "run/c", 1, 5);
    }

    @Test
    void givenARowTakenOutOfTheMiddleOfAStream_thenWhatIsMissingIsNamed() {
        log.grow("c", "C3");
        log.rows.remove(3);
        assertFinding(only(log.verify()), Kind.MISSING, "run/c", 1, 5);
        assertThat(only(log.verify()).what()).contains("2 events are missing");
    }

    @Test
    void givenAStreamTakenOut_thenItsPositionsAreMissing() {
        log.remove(run("c"));
        var finding = only(log.verify());
        assertThat(finding.kind()).isEqualTo(Kind.MISSING);
        assertThat(finding.position()).contains(5L);
        assertThat(finding.what()).contains("2 events").contains("a whole one");
    }

    @Test
    void givenAStreamTakenOut_whenItHoldsAKeyOrIsDue_thenItIsNamed() {
        log.remove(run("c"));
        log.holds.add(new Hold(Hold.digest("k"), run("c")));
        log.wakes.add(new Wake(run("c"), LogOnPaper.NOON));
        log.wakes.add(new Wake(run("a"), LogOnPaper.NOON));
        assertThat(log.verify().findings())
                .filteredOn(finding -> finding.kind() == Kind.STREAM_VANISHED)
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.stream()).contains("run/c"));
    }

    @Test
    void givenTheTailCutOff_thenOnlyWhoKnowsHowFarItReachedCanTell() {
        checkpoint();
        var end = log.point();
        log.rows.removeLast();
        log.rows.removeLast();
        assertThat(log.verify().isSound()).isTrue();
        var finding = only(log.verify(Expected.NOTHING.withPoint(end, "--expect")));
        assertThat(finding.kind()).isEqualTo(Kind.TAIL_CUT_OFF);
        assertThat(finding.position()).contains(7L);
        assertThat(finding.what())
                .contains("ends at position 6")
                .contains("had reached 8")
                .contains("--expect");
    }

    @Test
    void givenAPointThatIsPassed_thenItIsComparedOnTheWay() {
        var point = log.pointAfter(3);
        assertThat(log.verify(Expected.NOTHING.withPoint(point, "x")).isSound()).isTrue();
        var other = new LogPoint(point.position(), Digest.ZERO);
        assertThat(only(log.verify(Expected.NOTHING.withPoint(other, "x"))).kind())
                .isEqualTo(Kind.LOG_CHANGED);
        var between = new LogPoint(5, Digest.ZERO);
        assertThat(only(log.verify(Expected.NOTHING.withPoint(between, "x"))).what())
                .contains("no commit ends at this position");
    }

    @Test
    void givenACheckpoint_thenItIsComparedAndCounted() {
        checkpoint();
        log.grow("d", "D1");
        checkpoint();
        var report = log.verify();
        assertThat(report.isSound()).isTrue();
        assertThat(report.checkpoints()).containsExactly(java.util.Map.entry(KEY.publicKey(), 2L));
    }

    @Test
    void givenAStreamTakenOutAndTheRestMovedTogether_thenTheNextCheckpointTells() {
        log.rows.clear();
        log.grow("x", "X1");
        checkpoint();
        log.grow("y", "Y1").grow("z", "Z1");
        checkpoint();
        log.remove(run("y"));
        log.rows.replaceAll(row -> row.position() > 3 ? LogOnPaper.at(row, row.position() - 1) : row);
        var finding = only(log.verify());
        assertThat(finding.kind()).isEqualTo(Kind.LOG_CHANGED);
        assertThat(finding.position()).contains(2L);
        assertThat(finding.what()).contains("removed, added, replaced or moved");
    }

    @Test
    void givenAWholeStreamReplacedByAnother_thenTheNextCheckpointTells() {
        checkpoint();
        var forged = Append.chain(run("c"), StreamHead.EMPTY, List.of(event("X1"), event("X2")), () -> "0".repeat(32));
        log.rows.set(3, LogOnPaper.rewritten(log.rows.get(3), forged.events()));
        assertThat(only(log.verify()).kind()).isEqualTo(Kind.LOG_CHANGED);
    }

    @Test
    void givenACheckpointThatIsForgedOrOfAnotherKey_thenItIsNamed() {
        var honest = KEY.sign(log.point(), LogOnPaper.NOON);
        var forged = new Checkpoint(log.point(), LogOnPaper.NOON.plusSeconds(1), honest.key(), honest.signature());
        log.grow(Checkpoint.STREAM, forged.toEvent());
        assertFinding(only(log.verify()), Kind.NOT_SIGNED, "checkpoint/log", 1, 8);
        log.rows.removeLast();
        var stranger = NodeKey.generate();
        log.grow("e", "E1");
        var other = new LogOnPaper().grow("a", "A1");
        other.grow(
                Checkpoint.STREAM, stranger.sign(other.point(), LogOnPaper.NOON).toEvent());
        assertThat(other.verify().isSound()).isTrue();
        assertThat(other.verify(Expected.NOTHING.withKeys(Set.of(stranger.publicKey())))
                        .isSound())
                .isTrue();
        assertThat(only(other.verify(Expected.NOTHING.withKeys(Set.of(KEY.publicKey()))))
                        .what())
                .contains(stranger.publicKey());
    }

    @Test
    void givenErasedEvents_thenTheLogIsSoundAndTheyAreCounted() {
        checkpoint();
        log.erase(0);
        log.erase(3);
        var report = log.verify();
        assertThat(report.isSound()).isTrue();
        assertThat(report.erased()).isEqualTo(4);
        assertThat(report.checkpoints()).hasSize(1);
    }

    @Test
    void givenARowTwice_orAtThePositionOfAnother_thenItIsOutOfPlace() {
        log.rows.add(LogOnPaper.at(log.rows.get(1), 8));
        log.rows.add(LogOnPaper.at(log.rows.get(3), 9));
        assertThat(log.verify().findings()).extracting(Finding::kind).contains(Kind.OUT_OF_PLACE);
    }

    @Test
    void givenALogThatCannotBeReadToItsEnd_thenItIsSaidFromWhere() {
        var broken = new dev.baton.event.LogContents() {
            @Override
            public List<StoredRow> rows(long afterPosition, int limit) {
                if (afterPosition >= 4) {
                    throw new StoreUnavailableException("the page is damaged");
                }
                return log.rows(afterPosition, 1);
            }

            @Override
            public List<Hold> holds(Optional<Digest> after, int limit) {
                return List.of();
            }

            @Override
            public List<Wake> wakes(Optional<dev.baton.event.StreamId> after, int limit) {
                return List.of();
            }
        };
        var finding = only(LogWalk.verify(broken, Expected.NOTHING, position -> {}));
        assertThat(finding.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(finding.position()).contains(5L);
        assertThat(finding.what()).contains("the page is damaged");
    }

    @Test
    void givenManyFindings_thenTheFirstAreNamedAndAllAreCounted() {
        for (var i = 0; i < 300; i++) {
            log.grow("many-" + i, "M");
            log.tamper(log.rows.size() - 1, packed -> packed.replace("lena", "omar"));
        }
        var report = log.verify();
        assertThat(report.found()).isEqualTo(300);
        assertThat(report.findings()).hasSize(100);
        assertThat(report.findings().getFirst().position()).contains(8L);
    }

    @Test
    void givenAKey_thenItComesBackFromItsFileAndKeepsItsSecret() {
        var again = NodeKey.parse(KEY.toPem());
        assertThat(again.publicKey()).isEqualTo(KEY.publicKey()).startsWith("ed25519:");
        assertThat(again.sign(log.point(), Instant.EPOCH)).isEqualTo(KEY.sign(log.point(), Instant.EPOCH));
        assertThat(KEY.toString()).isEqualTo("NodeKey[" + KEY.publicKey() + "]");
        var mixed = KEY.toPem().substring(0, KEY.toPem().indexOf("-----BEGIN PUBLIC"))
                + NodeKey.generate().toPem().substring(KEY.toPem().indexOf("-----BEGIN PUBLIC"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> NodeKey.parse(mixed))
                .isInstanceOf(IllegalArgumentException.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> NodeKey.parse("nothing"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
