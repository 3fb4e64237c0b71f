package dev.baton.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.EventStore;
import dev.baton.event.HoldChange;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told, and what is left behind, when the log cannot be used. */
class UnusableLogTest {
    private static final StreamId STREAM = StreamId.of("run", "a");

    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("log.db");
    }

    private static Commit commit(StreamHead head, int size) {
        var event = new NewEvent(
                "Written",
                Instant.EPOCH,
                "system:test",
                Optional.empty(),
                Json.object("x", Json.text("y".repeat(size))));
        var append = Append.chain(STREAM, head, List.of(event), () -> "00112233445566778899aabbccddeeff");
        return new Commit(
                "c-" + (head.revision() + 1),
                List.of(append),
                List.of(),
                List.of(new HoldChange.Take("k-" + (head.revision() + 1), STREAM)));
    }

    private static StreamHead end(EventStore store) {
        var events = store.read(STREAM, 0);
        return events.isEmpty() ? StreamHead.EMPTY : events.getLast().head();
    }

    @Test
    void givenAFileThatIsNoDatabase_thenOpeningNamesItAndLeavesItAlone() throws IOException {
        var notes = "somebody's notes ".repeat(500);
        Files.writeString(file(), notes);
        assertThatThrownBy(() -> SqliteEventStore.open(folder))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("log.db")
                .hasMessageContaining("not a database");
        assertThat(file()).hasContent(notes);
    }

    @Test
    void givenADatabaseOfAnotherProgram_thenOpeningSaysSo() throws Exception {
        try (var connection = Database.log(file(), 0).writer();
                var statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE theirs (a)");
        }
        assertThatThrownBy(() -> SqliteEventStore.open(folder))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("another program");
    }

    @Test
    void givenALogOfANewerVersion_thenOpeningSaysSo() throws Exception {
        SqliteEventStore.open(folder).close();
        try (var connection = Database.log(file(), 0).writer();
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> SqliteEventStore.open(folder))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("newer version")
                .hasMessageContaining("99");
    }

    @Test
    void givenALogFromBeforeTheFirstRelease_thenOpeningSaysSo() throws Exception {
        SqliteEventStore.open(folder).close();
        try (var connection = Database.log(file(), 0).writer();
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 1");
        }
        assertThatThrownBy(() -> SqliteEventStore.open(folder))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("before its first release")
                .hasMessageContaining("new folder");
    }

    @Test
    void givenAPlaceThatIsNoFolder_thenOpeningNamesIt() throws IOException {
        var plain = Files.writeString(folder.resolve("plain"), "x");
        assertThatThrownBy(() -> SqliteEventStore.open(plain))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("plain");
    }

    @Test
    void givenAFolderThatMayNotBeWrittenTo_thenOpeningNamesIt() throws IOException {
        var closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        assumeFalse(Files.isWritable(closed), "the administrator may write everywhere");
        assertThatThrownBy(() -> SqliteEventStore.open(closed))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void givenAnOpenFailed_whenTheCauseIsGone_thenTheSameFolderOpens() throws IOException {
        Files.writeString(file(), "somebody's notes ".repeat(500));
        assertThatThrownBy(() -> SqliteEventStore.open(folder)).isInstanceOf(StoreUnavailableException.class);
        Files.delete(file());
        try (var store = SqliteEventStore.open(folder)) {
            assertThat(store.commit(commit(StreamHead.EMPTY, 10))).isEqualTo(new Committed(1));
        }
    }

    @Test
    void givenAnOpenLog_whenOpenedAgainInThisProcess_thenItIsRefusedAndTheFirstGoesOn() {
        try (var store = SqliteEventStore.open(folder)) {
            assertThatThrownBy(() -> SqliteEventStore.open(folder))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("already open");
            assertThat(store.commit(commit(StreamHead.EMPTY, 10))).isEqualTo(new Committed(1));
        }
        SqliteEventStore.open(folder).close();
    }

    @Test
    void givenTheFilesOfALog_thenOnlyTheirOwnerMayReadThem() throws IOException {
        assumeFalse(Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null);
        try (var store = SqliteEventStore.open(folder)) {
            store.commit(commit(StreamHead.EMPTY, 10));
            for (var name : List.of("log.db", "log.db-wal")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void givenAFullDisk_thenWhatWasAcknowledgedStaysAndNothingElseIsWritten() {
        var acknowledged = new ArrayList<Commit>();
        var refused = fillUntilRefused(acknowledged);
        try (var store = SqliteEventStore.open(folder)) {
            var events = store.read(STREAM, 0);
            assertThat(acknowledged).isNotEmpty();
            assertThat(events)
                    .extracting(RecordedEvent::commit)
                    .isEqualTo(acknowledged.stream().map(Commit::id).toList());
            assertThat(store.position()).isEqualTo(acknowledged.size());
            assertThat(store.holder(refused.holds().getFirst().key())).isEmpty();
            var head = StreamHead.EMPTY;
            for (var event : events) {
                assertThat(event.event().follows(STREAM, head)).isTrue();
                assertThat(store.holder("k-" + event.revision())).contains(STREAM);
                head = event.head();
            }
            assertThat(store.commit(refused)).isEqualTo(new Committed(acknowledged.size() + 1L));
        }
    }

    private Commit fillUntilRefused(List<Commit> acknowledged) {
        try (var store = SqliteEventStore.open(folder, 60)) {
            while (true) {
                var next = commit(end(store), 4000);
                try {
                    assertThat(store.commit(next)).isInstanceOf(Committed.class);
                    acknowledged.add(next);
                } catch (StoreUnavailableException e) {
                    assertThat(e).hasMessageContaining("log.db").hasMessageContaining("full");
                    assertThat(store.refusal().orElseThrow()).contains("full");
                    assertThatThrownBy(() -> store.commit(commit(StreamHead.EMPTY, 1)))
                            .isInstanceOf(StoreUnavailableException.class)
                            .hasMessageContaining("full");
                    assertThat(store.read(STREAM, 0)).hasSameSizeAs(acknowledged);
                    return next;
                }
            }
        }
    }
}
