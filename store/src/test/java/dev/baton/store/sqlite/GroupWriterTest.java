package dev.baton.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.StoreUnavailableException;
import dev.baton.store.Sql;
import dev.baton.store.sqlite.GroupWriter.Bounds;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupWriterTest {
    /** How a COMMIT ends. */
    private enum Ending {
        DONE,
        FAILED_BEFORE,
        FAILED_AFTER
    }

    @TempDir
    private Path folder = Path.of("");

    private Database database = Database.log(Path.of("notes.db"), 0);
    private volatile Ending ending = Ending.DONE;

    @BeforeEach
    void makeTable() throws SQLException {
        database = Database.log(folder.resolve("notes.db"), 0);
        try (var connection = database.writer();
                var statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE note (text TEXT PRIMARY KEY)");
        }
    }

    /** One table, and a connection whose COMMIT ends as the test wants. */
    private record Notes(Connection connection) implements GroupWriter.Tables {
        @Override
        public void committed() {}

        @Override
        public void rolledBack() {}

        boolean add(String text) throws SQLException {
            try (var insert = connection.prepareStatement("INSERT INTO note (text) VALUES (?)")) {
                return Sql.update(insert, text) == 1;
            }
        }
    }

    private record Note(String text) implements GroupWriter.Work<Notes, String> {
        @Override
        public String on(Notes notes) throws SQLException {
            notes.add(text);
            return text;
        }

        @Override
        public Optional<String> recall(Connection fresh) throws SQLException {
            try (var find = fresh.prepareStatement("SELECT text FROM note WHERE text = ?")) {
                return Sql.row(find, row -> row.getString(1), text);
            }
        }
    }

    private GroupWriter<Notes> writer(Bounds bounds) {
        return GroupWriter.start(database, bounds, () -> {
            var connection = database.writer();
            connection.setAutoCommit(false);
            return new Notes(endingAsWanted(connection));
        });
    }

    private GroupWriter<Notes> writer() {
        return writer(Bounds.USUAL);
    }

    private Connection endingAsWanted(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    var isCommit = method.getName().equals("commit");
                    if (isCommit && ending == Ending.FAILED_BEFORE) {
                        throw new SQLException("the disk is gone");
                    }
                    try {
                        var result = method.invoke(real, arguments);
                        if (isCommit && ending == Ending.FAILED_AFTER) {
                            throw new SQLException("the answer is lost");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private List<String> notes() throws SQLException {
        try (var reader = database.reader();
                var all = reader.prepareStatement("SELECT text FROM note ORDER BY text")) {
            return Sql.rows(all, row -> row.getString(1));
        }
    }

    /** Keeps the writer busy until the latch is opened. */
    private static GroupWriter.Work<Notes, String> busy(CountDownLatch started, CountDownLatch go) {
        return notes -> {
            started.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "busy";
        };
    }

    @Test
    void givenACommitThatFailed_thenNothingWasWrittenAndNothingMoreIsAccepted() throws Exception {
        try (var writer = writer()) {
            writer.perform(new Note("first"));
            ending = Ending.FAILED_BEFORE;
            assertThatThrownBy(() -> writer.perform(new Note("second")))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("notes.db")
                    .hasMessageContaining("the disk is gone");
            ending = Ending.DONE;
            assertThat(writer.refusal()).isPresent();
            assertThatThrownBy(() -> writer.perform(new Note("third"))).isInstanceOf(StoreUnavailableException.class);
            assertThat(notes()).containsExactly("first");
        }
    }

    @Test
    void givenACommitWhoseAnswerWasLost_thenItIsReadBackAndAnsweredAndNothingMoreIsAccepted() throws Exception {
        try (var writer = writer()) {
            ending = Ending.FAILED_AFTER;
            assertThat(writer.perform(new Note("first"))).isEqualTo("first");
            ending = Ending.DONE;
            assertThat(writer.refusal().orElseThrow()).contains("the answer is lost");
            assertThatThrownBy(() -> writer.perform(new Note("second"))).isInstanceOf(StoreUnavailableException.class);
            assertThat(notes()).containsExactly("first");
        }
    }

    @Test
    void givenOneThatCannotBeWrittenInAGroup_thenItsNeighboursAre() throws Exception {
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var writer = writer();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            writer.perform(new Note("there"));
            threads.execute(() -> writer.perform(busy(started, go)));
            started.await();
            var group = List.of("a", "there", "b", "c").stream()
                    .map(text -> threads.submit(() -> writer.perform(new Note(text))))
                    .toList();
            awaitWaiting(writer, 4);
            go.countDown();
            for (var written : List.of(group.get(0), group.get(2), group.get(3))) {
                assertThat(written.get(60, TimeUnit.SECONDS)).isNotEmpty();
            }
            assertThatThrownBy(() -> group.get(1).get(60, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nothing of it was");
            assertThat(writer.refusal()).isEmpty();
            assertThat(notes()).containsExactly("a", "b", "c", "there");
        }
    }

    @Test
    void givenAnErrorInTheMiddleOfItsWork_thenWhatItHadWrittenIsUndone() throws Exception {
        try (var writer = writer()) {
            assertThatThrownBy(() -> writer.perform(notes -> {
                        notes.add("half");
                        throw new IllegalArgumentException("a mistake");
                    }))
                    .hasMessage("a mistake");
            writer.perform(new Note("whole"));
            assertThat(notes()).containsExactly("whole");
        }
    }

    @Test
    void givenAnErrorOfTheMachine_thenNobodyWaitsForEver() {
        try (var writer = writer()) {
            assertThatThrownBy(() -> writer.perform(notes -> {
                        throw new OutOfMemoryError("pretended");
                    }))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> writer.perform(new Note("later"))).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void givenAFullQueue_thenThoseWhoComeWaitAndAreSentAwayWhenItTakesTooLong() throws Exception {
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var writer = writer(new Bounds(1, 10, Duration.ofMillis(1)));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> writer.perform(busy(started, go)));
            started.await();
            var waiting = threads.submit(() -> writer.perform(new Note("waiting")));
            awaitWaiting(writer, 1);
            assertThatThrownBy(() -> writer.perform(new Note("too much")))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("nothing was written");
            assertThat(writer.refusal()).isEmpty();
            go.countDown();
            assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo("waiting");
            assertThat(notes()).containsExactly("waiting");
        }
    }

    @Test
    void givenAFullQueue_whenThereIsRoomInTime_thenWhoeverWaitedIsWritten() throws Exception {
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var writer = writer(new Bounds(1, 1, Duration.ofMinutes(1)));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> writer.perform(busy(started, go)));
            started.await();
            var all = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> writer.perform(new Note("n" + i))))
                    .toList();
            go.countDown();
            for (Future<String> one : all) {
                assertThat(one.get(30, TimeUnit.SECONDS)).startsWith("n");
            }
            assertThat(notes()).hasSize(50);
        }
    }

    @Test
    void givenAnInterruptedCaller_thenItsWorkIsDoneAndItStaysInterrupted() throws Exception {
        try (var writer = writer()) {
            Thread.currentThread().interrupt();
            assertThat(writer.perform(new Note("done"))).isEqualTo("done");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(notes()).containsExactly("done");
        }
    }

    @Test
    void givenWaitingWork_whenClosed_thenEveryCallerLearnsWhatBecameOfIt() throws Exception {
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = writer();
            threads.execute(() -> writer.perform(busy(started, go)));
            started.await();
            var waiting = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> writer.perform(new Note("n" + i))))
                    .toList();
            awaitWaiting(writer, 20);
            var closing = CompletableFuture.runAsync(writer::close);
            while (writer.refusal().isEmpty()) {
                Thread.onSpinWait();
            }
            go.countDown();
            closing.get(60, TimeUnit.SECONDS);
            for (Future<String> one : waiting) {
                assertThat(one.get(60, TimeUnit.SECONDS)).startsWith("n");
            }
            assertThat(notes()).hasSize(20);
        }
    }

    private static void awaitWaiting(GroupWriter<Notes> writer, int count) {
        while (writer.waiting() < count) {
            Thread.onSpinWait();
        }
    }
}
