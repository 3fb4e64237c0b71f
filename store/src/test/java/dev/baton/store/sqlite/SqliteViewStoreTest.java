package dev.baton.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.StoreUnavailableException;
import dev.baton.event.ViewStore;
import dev.baton.event.ViewStore.Query;
import dev.baton.event.ViewStore.Row;
import dev.baton.json.Json;
import dev.baton.testkit.ViewStoreContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteViewStoreTest extends ViewStoreContract {
    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("views.db");
    }

    @Override
    protected ViewStore open() {
        return SqliteViewStore.open(folder.resolve("contract.db"));
    }

    private static List<Row> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Row(
                        "r" + i,
                        "open",
                        "lena",
                        Instant.EPOCH.plusSeconds(i),
                        Json.object("x", Json.text("y".repeat(500)))))
                .toList();
    }

    private void writeViews() {
        try (var views = SqliteViewStore.open(file())) {
            views.write("runs", rows(200), 200);
        }
    }

    private void assertRebuildable() {
        try (var views = SqliteViewStore.open(file())) {
            assertThat(views.checkpoint("runs")).isZero();
            assertThat(views.find("runs", Query.all(10))).isEmpty();
            views.write("runs", rows(3), 3);
            assertThat(views.find("runs", Query.all(10))).hasSize(3);
        }
    }

    /** Overwrites every page but the first, so that only reading on finds the damage. */
    private void damage() throws IOException {
        try (var content = new RandomAccessFile(file().toFile(), "rw")) {
            for (var page = 1; page < content.length() / 4096; page++) {
                content.seek(page * 4096L);
                content.write(new byte[64]);
            }
        }
    }

    @Test
    void givenViews_whenReopened_thenTheyAreStillThere() {
        writeViews();
        try (var views = SqliteViewStore.open(file())) {
            assertThat(views.checkpoint("runs")).isEqualTo(200);
            assertThat(views.find("runs", Query.all(1000))).hasSize(200);
        }
    }

    @Test
    void givenALostFile_thenItIsMadeAgainEmpty() throws IOException {
        writeViews();
        Files.delete(file());
        assertRebuildable();
    }

    @Test
    void givenSomethingElseInTheFile_thenItIsSetAsideAndTheViewsStartEmpty() throws IOException {
        Files.writeString(file(), "not a database, but somebody's notes ".repeat(100));
        assertRebuildable();
        assertThat(folder.resolve("views.db.unusable")).content().startsWith("not a database");
    }

    @Test
    void givenAnotherProgramsDatabase_thenItIsSetAside() throws Exception {
        try (var connection = Database.views(file()).writer();
                var statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE theirs (a)");
        }
        assertRebuildable();
        assertThat(folder.resolve("views.db.unusable")).exists();
    }

    @Test
    void givenViewsThatWereNotClosedAndAreDamaged_thenTheyStartEmpty() throws IOException {
        writeViews();
        damage();
        Files.writeString(folder.resolve("views.db.in-use"), "");
        assertRebuildable();
    }

    @Test
    void givenViewsThatWereNotClosedButAreSound_thenTheyAreKept() throws IOException {
        writeViews();
        Files.writeString(folder.resolve("views.db.in-use"), "");
        try (var views = SqliteViewStore.open(file())) {
            assertThat(views.checkpoint("runs")).isEqualTo(200);
        }
    }

    @Test
    void givenDamageFoundWhileInUse_thenItIsToldAndTheNextStartIsEmpty() throws IOException {
        writeViews();
        damage();
        var views = SqliteViewStore.open(file());
        assertThatThrownBy(() -> views.find("runs", Query.all(1000)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("views.db");
        views.close();
        assertRebuildable();
    }

    @Test
    void givenAPlaceWhereNoFileCanBe_thenTheMessageNamesIt() throws IOException {
        var notAFolder = Files.writeString(folder.resolve("plain"), "x");
        assertThatThrownBy(() -> SqliteViewStore.open(notAFolder.resolve("views.db")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("views.db");
    }

    @Test
    void givenClosedViews_thenTheyAreUnavailable() {
        var views = SqliteViewStore.open(file());
        views.close();
        assertThatThrownBy(() -> views.write("runs", rows(1), 1)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> views.checkpoint("runs")).isInstanceOf(StoreUnavailableException.class);
    }
}
