package dev.baton.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.inbox.InboxItem.Kind;
import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxTest {
    private final FakeServer server = new FakeServer();

    @BeforeEach
    void fill() {
        server.platform.inbox.add("r-1-e1", Kind.UNKNOWN_EFFECT, "operator");
        server.platform.inbox.add("r-1-failed", Kind.FAILED_HANDOFF, "operator");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenItems_whenListed_thenEachSaysWhatItIsAndHowItStands() {
        var page = server.client.get("/api/inbox").json();

        assertThat(page.get("next")).isEmpty();
        var item = page.get("items").orElseThrow().asArray().getFirst();
        assertThat(item.textAt("kind")).contains("unknown-effect");
        assertThat(item.textAt("role")).contains("operator");
        assertThat(item.get("overdue")).contains(Json.bool(true));
        assertThat(item.textAt("due")).contains("2026-01-10T09:01:00Z");
        assertThat(server.client.get("/api/inbox/r-1-e1").json()).isEqualTo(item);
        assertThat(server.client.get("/api/inbox/r-9-e1").status()).isEqualTo(404);
        assertThat(server.client.get("/api/inbox?limit=1").textAt("next")).isNotEmpty();
    }

    @Test
    void givenFilters_thenTheyReachTheInbox() {
        server.client.get("/api/inbox?kind=failed-handoff&role=operator&skill=glass&rule=refunds/larger&run=r-1"
                + "&forMe=true&mine=true&free=true&overdue=true&q=ORD-1&cursor=c&limit=7");

        var asked = server.platform.inbox.lastAsked();
        assertThat(asked.kind()).contains(Kind.FAILED_HANDOFF);
        assertThat(asked.role()).contains("operator");
        assertThat(asked.skill()).contains("glass");
        assertThat(asked.rule()).contains("refunds/larger");
        assertThat(asked.run()).contains("r-1");
        assertThat(asked.forMe() && asked.mine() && asked.free() && asked.overdue())
                .isTrue();
        assertThat(asked.text()).contains("ORD-1");
        assertThat(asked.cursor()).isEqualTo(Optional.of("c"));
        assertThat(asked.limit()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    kind=failed-handof | did you mean 'failed-handoff'?
                    cursor=nonsense    | is no cursor of the inbox
                    limit=0            | at least 1
                    """)
    void givenABadFilter_thenItIsRefusedWithTheReason(String query, String reason) {
        var answer = server.client.get("/api/inbox?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(reason);
    }

    @Test
    void givenAnItem_whenSomebodyHasIt_thenTheNextOneIsToldWho() {
        assertThat(server.client.as("lena").post("/api/inbox/r-1-e1/take", "{}").status())
                .isEqualTo(403);
        assertThat(server.client.as("omar").post("/api/inbox/r-1-e1/take", "{}").textAt("takenBy"))
                .isEqualTo("omar");
        var late = server.client.post("/api/inbox/r-1-e1/take", "{}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("omar has had this since");
        assertThat(server.client
                        .as("omar")
                        .post("/api/inbox/r-1-e1/reassign", "{\"to\":\"anne\"}")
                        .textAt("takenBy"))
                .isEqualTo("anne");
        assertThat(server.client
                        .as("omar")
                        .post("/api/inbox/r-1-e1/reassign", "{}")
                        .status())
                .isEqualTo(400);
        assertThat(server.client
                        .as("omar")
                        .post("/api/inbox/r-1-e1/give-back", "{}")
                        .text())
                .doesNotContain("takenBy");
        assertThat(server.client
                        .as("omar")
                        .post("/api/inbox/r-1-failed/close", "{\"comment\":\"called them\"}")
                        .textAt("message"))
                .isEqualTo("closed by omar");
        assertThat(server.client
                        .as("omar")
                        .post("/api/inbox/r-1-failed/close", "{}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void givenSomebodyAway_thenThatIsListedUntilTheyAreBack() {
        var away = server.client.as("lena").post("/api/absences", "{\"until\":\"2026-01-20T09:00:00Z\"}");

        assertThat(away.textAt("message")).isEqualTo("lena is away");
        assertThat(server.client.get("/api/absences").text()).contains("2026-01-20T09:00:00Z");
        assertThat(server.client
                        .as("lena")
                        .post("/api/absences", "{\"until\":\"soon\"}")
                        .status())
                .isEqualTo(400);
        assertThat(server.client.post("/api/absences/lena/end", "{}").status()).isEqualTo(200);
        assertThat(server.client.post("/api/absences/lena/end", "{}").status()).isEqualTo(404);
    }

    @Test
    void givenACustomer_thenTheInboxIsClosedToThem() {
        for (var path : new String[] {"/api/inbox", "/api/inbox/r-1-e1", "/api/absences", "/inbox"}) {
            assertThat(server.client.as("CUS-0001").get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(server.client.as("till").get("/api/inbox").status()).isEqualTo(403);
    }

    @Test
    void givenSeveralApprovals_whenDecidedTogether_thenEachSaysWhatBecameOfIt() {
        server.platform.approvals.ask("a-1", "r-1", "h-1");
        server.platform.approvals.ask("a-2", "r-2", "h-2");

        var answer = server.client
                .as("lena")
                .post("/api/approvals/decisions", "{\"ids\":[\"a-1\",\"a-2\",\"a-3\"],\"decision\":\"approve\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Json.parse(answer.text()).asArray())
                .extracting(it -> it.get("decided").orElseThrow())
                .containsExactly(Json.bool(true), Json.bool(true), Json.bool(false));
        assertThat(server.client.get("/api/approvals/a-2").textAt("state")).isEqualTo("approved");
        assertThat(server.client
                        .as("lena")
                        .post("/api/approvals/decisions", "{\"ids\":[],\"decision\":\"approve\"}")
                        .status())
                .isEqualTo(400);
    }
}
