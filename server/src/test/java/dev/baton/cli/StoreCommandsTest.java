package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Engine;
import dev.baton.engine.EngineSettings;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.Submission;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.StoreLocation;
import dev.baton.server.wiring.Stores;
import dev.baton.testkit.SettableClock;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/guides/integrity.md on the store of a shop that stood still since January 2026. */
class StoreCommandsTest {
    private static final Principal OPERATOR =
            Principal.of(Principal.Kind.PERSON, "omar", "operator", Principal.ACT_FOR);

    @TempDir
    private Path home = Path.of("");

    private final SettableClock clock = new SettableClock();
    private final ShopSystems shop = new ShopSystems()
            .order("ORD-000040", "CUS-1", 4000)
            .order("ORD-000080", "CUS-1", 8000)
            .order("ORD-000300", "CUS-2", 3000);
    private String refunded = "";
    private String waiting = "";

    private Path store() {
        return home.resolve("store");
    }

    private String file(String name) {
        return home.resolve(name).toString();
    }

    private Terminal baton(String command, String... arguments) {
        return baton(store(), command, arguments);
    }

    private static Terminal baton(Path store, String command, String... arguments) {
        var all = new ArrayList<>(List.of(command, "--data", store.toString()));
        all.addAll(List.of(arguments));
        var done = Terminal.run(all.toArray(String[]::new));
        assertThat(done.hasStackTrace()).as(done.err()).isFalse();
        return done;
    }

    /** Lets an engine work on a store. */
    private <R> R working(Path store, Work<R> work) throws Exception {
        try (var stores = Stores.open(new StoreLocation.Folder(store));
                var engine =
                        Engine.start(EngineSettings.embedded(stores.log(), stores.views(), shop, SampleShop::catalog)
                                .withClock(clock))) {
            return work.with(engine);
        }
    }

    interface Work<R> {
        R with(Engine engine) throws Exception;
    }

    private static Submission submit(Engine engine, String customer, String order, Optional<String> key) {
        var input = Json.object("customerId", Json.text(customer))
                .with("orderId", order)
                .with("wish", "refund");
        return engine.handoffs().submit(new HandoffRequest("damaged-order", input, OPERATOR, "test", key));
    }

    private static String accepted(Submission submission) {
        return ((Submission.Accepted) submission).handoff().id();
    }

    private static void awaitEnd(Engine engine, String handoff) throws InterruptedException {
        assertThat(engine.handoffs()
                        .await(handoff, Duration.ofSeconds(20))
                        .orElseThrow()
                        .state()
                        .isTerminal())
                .isTrue();
    }

    /** One refund that ended, one that waits for an approval. */
    @BeforeEach
    void fill() throws Exception {
        working(store(), engine -> {
            refunded = accepted(submit(engine, "CUS-1", "ORD-000040", Optional.of("key-1")));
            awaitEnd(engine, refunded);
            waiting = accepted(submit(engine, "CUS-1", "ORD-000080", Optional.empty()));
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (engine.handoffs().find(waiting).orElseThrow().needs().isEmpty()) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                engine.handoffs().await(waiting, Duration.ofMillis(20));
            }
            return true;
        });
    }

    private String end() {
        return Json.parse(baton("verify", "--json").out()).textAt("end").orElseThrow();
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store().resolve("log.db"));
                var executed = connection.createStatement()) {
            executed.executeUpdate(statement);
        }
    }

    @Test
    void givenAStore_whenVerified_thenItIsSoundAndItsEndIsToldForLater() {
        var verified = baton("verify");
        assertThat(verified.exitCode()).isZero();
        assertThat(verified.out()).contains("is what was written", "Keep this: --expect " + end());
        assertThat(baton("verify", "--expect", end()).exitCode()).isZero();
    }

    @Test
    void givenAChangedEvent_whenVerified_thenItIsNamedAndTheExitCodeIsOne() throws SQLException {
        sql("UPDATE append SET packed = CAST(replace(CAST(packed AS TEXT), 'ORD-000040', 'ORD-000041') AS BLOB)"
                + " WHERE position = (SELECT min(position) FROM append WHERE stream LIKE 'run/%')");
        var verified = baton("verify");
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out())
                .contains("is not what was written")
                .contains("run/r-" + refunded.substring(2) + " revision 1, position")
                .contains("payload");
        var json = Json.parse(baton("verify", "--json").out());
        assertThat(json.get("sound")).contains(Json.bool(false));
        var first = json.get("findings").orElseThrow().asArray().getFirst();
        assertThat(first.textAt("kind")).contains("CONTENTS_CHANGED");
    }

    @Test
    void givenATailCutOff_whenVerifiedWithWhatWasKept_thenItIsTold() throws SQLException {
        var kept = end();
        sql("DELETE FROM append WHERE position > (SELECT max(position) - 3 FROM append)");
        assertThat(baton("verify").exitCode()).isZero();
        var verified = baton("verify", "--expect", kept);
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains("the log ends at position").contains("--expect");
    }

    @Test
    void givenAnIndexThatDoesNotFitItsTable_whenVerified_thenTheDatabaseIsNamed() throws SQLException {
        sql("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '(stream, revision)',"
                + " '(stream, events)') WHERE name = 'append_by_stream'");
        var verified = baton("verify");
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains("the database itself: ");
    }

    @Test
    void givenAServerAtWork_whenVerifiedAndExported_thenBothAreDoneBesideIt() throws Exception {
        working(store(), engine -> {
            assertThat(baton("verify").exitCode()).isZero();
            assertThat(baton("export", file("beside.jsonl")).exitCode()).isZero();
            var archive = baton("archive", "--older-than", "P1D", file("a.jsonl"));
            assertThat(archive.exitCode()).isEqualTo(1);
            assertThat(archive.err()).contains("already open");
            return true;
        });
        assertThat(baton(home.resolve("copy"), "import", file("beside.jsonl")).exitCode())
                .isZero();
    }

    @Test
    void givenAnExport_whenImportedElsewhere_thenWhatWasGoingOnGoesOnThere() throws Exception {
        var copy = home.resolve("copy");
        var exported = baton("export", file("shop.jsonl.gz"));
        assertThat(exported.exitCode()).isZero();
        assertThat(exported.out()).contains(end());
        var imported = baton(copy, "import", file("shop.jsonl.gz"));
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.out()).contains(end());
        assertThat(baton(copy, "verify", "--expect", end()).exitCode()).isZero();

        working(copy, engine -> {
            assertThat(submit(engine, "CUS-1", "ORD-000040", Optional.of("key-1")))
                    .isInstanceOfSatisfying(Submission.Accepted.class, again -> {
                        assertThat(again.repeated()).isTrue();
                        assertThat(again.handoff().id()).isEqualTo(refunded);
                    });
            var run = engine.handoffs().find(waiting).orElseThrow().run();
            engine.runs().cancel(run, OPERATOR, "the shop has moved", Optional.empty());
            awaitEnd(engine, waiting);
            return true;
        });
        assertThat(baton(copy, "verify").exitCode()).isZero();
    }

    @Test
    void givenAFileThatIsDamaged_whenImported_thenTheStoreStaysEmptyAndTheFileCanBeImportedOnceItIsWhole()
            throws IOException {
        var copy = home.resolve("copy");
        baton("export", file("shop.jsonl"));
        var text = Files.readString(home.resolve("shop.jsonl"));
        Files.writeString(home.resolve("cut.jsonl"), text.substring(0, text.length() / 2));
        Files.writeString(home.resolve("changed.jsonl"), text.replaceFirst("ORD-000040", "ORD-000041"));

        for (var damaged : List.of("cut.jsonl", "changed.jsonl")) {
            var imported = baton(copy, "import", file(damaged));
            assertThat(imported.exitCode()).isEqualTo(1);
            assertThat(imported.err()).contains(damaged).contains("as empty as before");
        }
        assertThat(baton(copy, "import", file("shop.jsonl")).exitCode()).isZero();
        var twice = baton(copy, "import", file("shop.jsonl"));
        assertThat(twice.exitCode()).isEqualTo(1);
        assertThat(twice.err()).contains("not empty");
    }

    @Test
    void givenAFileThatIsThere_thenNothingIsWrittenOverIt() throws IOException {
        Files.writeString(home.resolve("mine"), "precious");
        assertThat(baton("export", file("mine")).exitCode()).isEqualTo(2);
        assertThat(baton("archive", "--older-than", "P1D", file("mine")).exitCode())
                .isEqualTo(2);
        assertThat(home.resolve("mine")).hasContent("precious");
    }

    @Test
    void givenASubject_whenErased_thenNoFileOfTheStoreNamesItOrItsOrderAndItVerifies() throws Exception {
        var preview = baton("erase", "--subject", "customer:CUS-1", "--preview");
        assertThat(preview.out()).contains("Would be erased: 1 runs").contains("left alone: r-" + waiting.substring(2));
        var run = "r-" + refunded.substring(2);
        assertThat(anyFileSays("ORD-000040")).isTrue();

        var erased = baton("erase", "--subject", "customer:CUS-1");
        assertThat(erased.exitCode()).isZero();
        assertThat(erased.out()).contains("Erased: 1 runs").contains("on record as e-");

        assertThat(anyFileSays("ORD-000040")).isFalse();
        assertThat(baton("verify").out()).contains("of them erased");
        working(store(), engine -> {
            assertThat(engine.runs().gone(run)).isPresent();
            assertThat(submit(engine, "CUS-1", "ORD-000040", Optional.of("key-1")))
                    .isEqualTo(new Submission.NoLongerKept(refunded, run));
            return true;
        });
    }

    private boolean anyFileSays(String text) throws IOException {
        try (var files = Files.list(store())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void givenWhatEndedLongAgo_whenArchived_thenItIsInTheFileAndTheRestGoesOn() throws Exception {
        var before = end();
        var archived = baton("archive", "--older-than", "P1D", file("old.jsonl.gz"));
        assertThat(archived.exitCode()).as(archived.err()).isZero();
        assertThat(archived.out()).contains("1 runs and 0 conversations");

        assertThat(baton("verify").exitCode()).isZero();
        assertThat(baton("verify").out()).contains("were archived into old.jsonl.gz");
        var together = baton("verify", "--archive", file("old.jsonl.gz"), "--expect", before);
        assertThat(together.exitCode()).as(together.out()).isZero();
        var run = "r-" + refunded.substring(2);
        working(store(), engine -> {
            var gone = eventually(() -> engine.runs().gone(run));
            assertThat(gone.words()).contains("archived on").contains("old.jsonl.gz");
            assertThat(engine.handoffs().find(waiting)).isPresent();
            assertThat(submit(engine, "CUS-1", "ORD-000040", Optional.of("key-1")))
                    .isEqualTo(new Submission.NoLongerKept(refunded, run));
            return true;
        });
    }

    private static <T> T eventually(java.util.function.Supplier<Optional<T>> supplier) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            var value = supplier.get();
            if (value.isPresent()) {
                return value.get();
            }
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void givenAnArchiveThatWasTamperedWith_whenVerified_thenItIsTold() throws IOException {
        baton("archive", "--older-than", "P1D", file("old.jsonl"));
        var text = Files.readString(home.resolve("old.jsonl"));
        Files.writeString(home.resolve("old.jsonl"), text.replaceFirst("ORD-000040", "ORD-000041"));
        var verified = baton("verify", "--archive", file("old.jsonl"));
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains("is not the file that was written").contains("payload");
        baton("export", file("other.jsonl"));
        assertThat(baton("verify", "--archive", file("other.jsonl")).err()).contains("is no archive of this log");
        assertThat(baton(home.resolve("copy"), "import", file("old.jsonl")).err())
                .contains("is an archive");
    }

    @Test
    void givenAnArchivedStore_whenExportedAndImported_thenItVerifiesThereToo() {
        baton("archive", "--older-than", "P1D", file("old.jsonl"));
        assertThat(baton("export", file("rest.jsonl")).exitCode()).isZero();
        var copy = home.resolve("copy");
        var imported = baton(copy, "import", file("rest.jsonl"));
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(baton(copy, "verify", "--archive", file("old.jsonl")).exitCode())
                .isZero();
    }

    @Test
    void givenNothingOldEnough_thenNothingIsArchivedAndNoFileIsWritten() throws Exception {
        clock.set(Instant.now());
        working(home.resolve("young"), engine -> {
            awaitEnd(engine, accepted(submit(engine, "CUS-2", "ORD-000300", Optional.empty())));
            return true;
        });
        var archived = baton(home.resolve("young"), "archive", "--older-than", "P90D", file("none.jsonl"));
        assertThat(archived.exitCode()).isZero();
        assertThat(archived.out()).contains("nothing was archived");
        assertThat(home.resolve("none.jsonl")).doesNotExist();
    }

    @Test
    void givenNoStore_thenItIsSaidAndNoneIsMade() {
        for (var command : List.of(
                new String[] {"verify"},
                new String[] {"export", file("x.jsonl")},
                new String[] {"archive", "--older-than", "P1D", file("x.jsonl")},
                new String[] {"erase", "--subject", "customer:CUS-1"})) {
            var nowhere = home.resolve("nowhere");
            var done = baton(nowhere, command[0], java.util.Arrays.copyOfRange(command, 1, command.length));
            assertThat(done.exitCode()).isEqualTo(1);
            assertThat(done.err()).contains("there is no log in");
            assertThat(nowhere).doesNotExist();
        }
    }
}
