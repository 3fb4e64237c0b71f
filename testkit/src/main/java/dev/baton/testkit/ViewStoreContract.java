package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.ViewStore;
import dev.baton.event.ViewStore.Query;
import dev.baton.event.ViewStore.Row;
import dev.baton.event.ViewStore.Search;
import dev.baton.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of views promises. A test of one extends this class and says how it is opened. */
public abstract class ViewStoreContract {
    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
    private ViewStore views = new InMemoryViewStore();

    /** A store without contents. Called once per test. */
    protected abstract ViewStore open();

    @BeforeEach
    void openStore() {
        views = open();
    }

    @AfterEach
    void closeStore() {
        views.close();
    }

    private static Row row(String id, String state, String subject, int second) {
        return new Row(id, state, subject, NOON.plusSeconds(second), Json.object("id", Json.text(id)));
    }

    private List<String> find(Query query) {
        return views.find("runs", query).stream().map(Row::id).toList();
    }

    private void fiveRuns() {
        views.write(
                "runs",
                List.of(
                        row("r1", "open", "lena", 1),
                        row("r2", "done", "lena", 2),
                        row("r3", "open", "omar", 3),
                        row("r5", "open", "lena", 4),
                        row("r4", "open", "lena", 4)),
                5);
    }

    @Test
    void givenNothing_thenAViewIsEmptyAndAtTheStart() {
        assertThat(views.checkpoint("runs")).isZero();
        assertThat(views.row("runs", "r1")).isEmpty();
        assertThat(views.find("runs", Query.all(10))).isEmpty();
    }

    @Test
    void givenRows_thenTheyComeBackEqual() {
        var body = Json.object("text", Json.text("\u0000Grüße \uD83D\uDE00"))
                .with("n", Json.array(Json.number(1), Json.number(0.5), Json.Null.INSTANCE));
        var row = new Row("r\u0000'1", "a state", "whom\u0000", Instant.parse("2026-01-10T12:00:00.123456Z"), body);
        views.write("runs", List.of(row), 1);
        assertThat(views.row("runs", row.id())).contains(row);
        assertThat(views.find("runs", Query.all(10).inState("a state").about("whom\u0000")))
                .containsExactly(row);
        assertThat(views.find("runs", Query.all(10).about("whom"))).isEmpty();
    }

    @Test
    void givenRows_whenTakenOut_thenTheOthersAndTheCheckpointStay() {
        fiveRuns();
        views.write("others", List.of(row("r1", "open", "lena", 1)), 7);
        views.remove("runs", List.of("r1", "r4", "unknown"));
        assertThat(find(Query.all(10))).containsExactly("r5", "r3", "r2");
        assertThat(views.row("runs", "r1")).isEmpty();
        assertThat(views.row("others", "r1")).isPresent();
        assertThat(views.checkpoint("runs")).isEqualTo(5);
        views.remove("runs", List.of());
        views.scrub();
        assertThat(find(Query.all(10))).containsExactly("r5", "r3", "r2");
    }

    @Test
    void givenARow_whenWrittenAgain_thenItIsReplacedEverywhere() {
        fiveRuns();
        views.write("runs", List.of(row("r1", "done", "omar", 9)), 6);
        assertThat(views.checkpoint("runs")).isEqualTo(6);
        assertThat(find(Query.all(10))).containsExactly("r1", "r4", "r5", "r3", "r2");
        assertThat(find(Query.all(10).inState("open").about("lena"))).containsExactly("r4", "r5");
        assertThat(find(Query.all(10).about("omar"))).containsExactly("r1", "r3");
    }

    @Test
    void givenTheSameRowTwiceInOneWrite_thenTheLastCounts() {
        views.write("runs", List.of(row("r1", "open", "lena", 1), row("r1", "done", "lena", 1)), 2);
        assertThat(views.find("runs", Query.all(10))).extracting(Row::state).containsExactly("done");
    }

    @Test
    void givenRows_whenFound_thenNewestFirstAndTiesById() {
        fiveRuns();
        assertThat(find(Query.all(10))).containsExactly("r4", "r5", "r3", "r2", "r1");
        assertThat(find(Query.all(2))).containsExactly("r4", "r5");
        assertThat(find(Query.all(10).inState("open"))).containsExactly("r4", "r5", "r3", "r1");
        assertThat(find(Query.all(10).about("lena"))).containsExactly("r4", "r5", "r2", "r1");
        assertThat(find(Query.all(10).inState("open").about("lena"))).containsExactly("r4", "r5", "r1");
        assertThat(find(Query.all(1).inState("done"))).containsExactly("r2");
        assertThat(find(Query.all(10).inState("unknown"))).isEmpty();
    }

    @Test
    void givenPages_thenTogetherTheyAreTheWholeList() {
        fiveRuns();
        for (var filter :
                List.of(Query.all(2), Query.all(2).inState("open"), Query.all(2).about("lena"))) {
            var paged = new ArrayList<String>();
            for (var page = find(filter); !page.isEmpty(); page = find(filter.after(page.getLast()))) {
                assertThat(page).hasSizeLessThanOrEqualTo(2);
                paged.addAll(page);
            }
            assertThat(paged).isEqualTo(find(new Query(filter.state(), filter.subject(), Optional.empty(), 100)));
        }
        assertThat(find(Query.all(2).after("unknown"))).isEmpty();
    }

    private static Row row(String id, int second, String... words) {
        return new Row(id, "open", "x", NOON.plusSeconds(second), Json.object("id", Json.text(id)), Set.of(words));
    }

    private List<String> search(Search search) {
        return views.search("inbox", search).stream().map(Row::id).toList();
    }

    private void fourItems() {
        views.write(
                "inbox",
                List.of(
                        row("b", 1, "item", "role:lead", "text:Gr\u00fc\u00dfe"),
                        row("a", 1, "item", "role:lead"),
                        row("c", 2, "item", "role:operator"),
                        row("d", 3, "item", "role:lead", "text:grille")),
                4);
    }

    @Test
    void givenRowsWithWords_whenSearched_thenThoseWithAllOfThem_oldestFirstAndTiesById() {
        fourItems();
        assertThat(search(Search.of(10, "item"))).containsExactly("a", "b", "c", "d");
        assertThat(search(Search.of(2, "role:lead"))).containsExactly("a", "b");
        assertThat(search(Search.of(10, "text:grille", "role:lead"))).containsExactly("d");
        assertThat(search(Search.of(10, "role:lead", "role:operator"))).isEmpty();
        assertThat(search(Search.of(10, "text:gri"))).as("whole words").isEmpty();
        assertThat(search(new Search(List.of("role:lead"), Optional.of(NOON.plusSeconds(1)), Optional.empty(), 10)))
                .containsExactly("a", "b");
        assertThat(views.row("inbox", "b")).contains(row("b", 1, "item", "role:lead", "text:Gr\u00fc\u00dfe"));
        assertThat(views.search("others", Search.of(10, "item"))).isEmpty();
    }

    @Test
    void givenPagesOfASearch_whenRowsOfThemAreTakenOut_thenTheNextPageIsTheSame() {
        fourItems();
        var first = views.search("inbox", Search.of(2, "item"));
        views.remove("inbox", List.of("a", "b"));
        var place = first.getLast().place();
        assertThat(search(new Search(List.of("item"), Optional.empty(), Optional.of(place), 2)))
                .containsExactly("c", "d");
        assertThat(search(Search.of(10, "role:lead"))).containsExactly("d");
    }

    @Test
    void givenARowWithWords_whenWrittenAgain_thenOnlyItsNewWordsFindIt() {
        fourItems();
        views.write("inbox", List.of(row("d", 9, "item", "role:operator")), 5);
        assertThat(search(Search.of(10, "role:lead"))).containsExactly("a", "b");
        assertThat(search(Search.of(10, "role:operator"))).containsExactly("c", "d");
        views.clear("inbox");
        assertThat(search(Search.of(10, "item"))).isEmpty();
    }

    @Test
    void givenABacklogOfTenThousand_thenAPageByRoleOrRareWordOrPlaceIsFound() {
        for (var batch = 0; batch < 20; batch++) {
            var first = batch * 500;
            views.write(
                    "inbox",
                    IntStream.range(first, first + 500)
                            .mapToObj(n -> row(
                                    "i" + n,
                                    n,
                                    "item",
                                    "role:" + (n % 2 == 0 ? "lead" : "operator"),
                                    "text:order-" + n))
                            .toList(),
                    batch + 1);
        }
        var after = new ViewStore.Place(NOON.plusSeconds(5_000), "i5000");

        assertThat(search(Search.of(50, "role:lead", "item"))).hasSize(50).startsWith("i0", "i2");
        assertThat(search(Search.of(50, "text:order-9999", "role:operator", "item")))
                .containsExactly("i9999");
        assertThat(search(new Search(List.of("role:lead", "item"), Optional.empty(), Optional.of(after), 50)))
                .hasSize(50)
                .startsWith("i5002");
    }

    @Test
    void givenAWordThatIsNone_orASearchWithoutWords_thenItIsRefused() {
        assertThatThrownBy(() -> row("a", 1, "two words")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> row("a", 1, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Search.of(10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenSeveralViews_thenTheyAreApart() {
        fiveRuns();
        views.write("costs", List.of(row("r1", "open", "omar", 1)), 3);
        assertThat(views.checkpoint("runs")).isEqualTo(5);
        assertThat(views.checkpoint("costs")).isEqualTo(3);
        views.clear("runs");
        assertThat(views.checkpoint("runs")).isZero();
        assertThat(find(Query.all(10))).isEmpty();
        assertThat(views.row("costs", "r1")).isPresent();
        assertThat(views.checkpoint("costs")).isEqualTo(3);
    }

    @Test
    void givenAKeeper_thenItStaysOneAndLeavesNothingBehind() {
        assertThat(views.keep("runs", "node", NOON, NOON.plusSeconds(3))).isTrue();
        assertThat(views.keep("runs", "node", NOON.plusSeconds(1), NOON.plusSeconds(4)))
                .isTrue();
        assertThat(views.checkpoint("runs")).isZero();
        assertThat(views.find("runs", Query.all(10))).isEmpty();
    }

    @Test
    void givenAWriteWithoutRows_thenTheCheckpointMoves() {
        views.write("runs", List.of(), 7);
        assertThat(views.checkpoint("runs")).isEqualTo(7);
    }

    @Test
    void givenTimesFarAway_thenTheySortRight() {
        views.write(
                "runs",
                List.of(
                        new Row("old", "s", "x", Instant.parse("1890-01-01T00:00:00Z"), Json.object()),
                        new Row("new", "s", "x", Instant.parse("2290-01-01T00:00:00Z"), Json.object()),
                        new Row("epoch", "s", "x", Instant.EPOCH, Json.object())),
                1);
        assertThat(find(Query.all(10))).containsExactly("new", "epoch", "old");
    }

    @Test
    void givenAQueryForNoRows_thenItIsRefused() {
        assertThatThrownBy(() -> Query.all(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenReadersWhileOneWrites_thenRowsAndCheckpointMoveTogether() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> {
                for (var n = 1; n <= 200; n++) {
                    views.write("runs", List.of(row("r" + n, "open", "lena", n)), n);
                }
                return true;
            });
            var readers = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        var seen = 0L;
                        while (seen < 200) {
                            seen = views.checkpoint("runs");
                            assertThat(views.find("runs", Query.all(500)).size())
                                    .isGreaterThanOrEqualTo((int) seen);
                        }
                        return true;
                    }))
                    .toList();
            writer.get(600, TimeUnit.SECONDS);
            for (var reader : readers) {
                assertThat(reader.get(600, TimeUnit.SECONDS)).isTrue();
            }
        }
    }
}
