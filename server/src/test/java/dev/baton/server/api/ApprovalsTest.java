package dev.baton.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalsTest {
    private static final String DECISION = "/api/approvals/a-1/decision";
    private final FakeServer server = new FakeServer();

    @BeforeEach
    void ask() {
        server.platform.approvals.ask("a-1", "r-1", "h-1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenAnOpenApproval_whenListed_thenItShowsExactlyWhatWouldBeDone() {
        var open = Json.parse(server.client.get("/api/approvals?state=open").text());

        var approval = open.asArray().getFirst();
        assertThat(approval.textAt("id")).contains("a-1");
        assertThat(approval.textAt("state")).contains("open");
        assertThat(approval.textAt("digest").orElseThrow()).hasSize(64);
        assertThat(approval.get("args").orElseThrow().write()).isEqualTo("{\"amountMinor\":8000,\"currency\":\"EUR\"}");
        assertThat(server.client.get("/api/approvals?state=denied").text()).isEqualTo("[]");
        assertThat(server.client.get("/api/approvals/a-1").json()).isEqualTo(approval);
        assertThat(server.client.get("/api/approvals/a-9").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"decision":"approve"}                                  | approved
                    {"decision":"deny","comment":"too much"}                | denied
                    {"decision":"edit","args":{"amountMinor":5000}}         | approved
                    """)
    void givenTheRightPerson_whenDeciding_thenItIsTaken(String body, String state) {
        var answer = server.client.as("lena").post(DECISION, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.textAt("state")).isEqualTo(state);
        assertThat(answer.text()).contains("\"by\":\"lena\"");
    }

    @Test
    void givenSomebodyElse_whenDeciding_thenItIsForbidden() {
        assertThat(server.client
                        .as("omar")
                        .post(DECISION, "{\"decision\":\"approve\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void givenADecisionWasMade_whenDecidingAgain_thenTheConflictSaysWhoAndWhen() {
        server.client.as("lena").post(DECISION, "{\"decision\":\"deny\"}");

        var late = server.client.post(DECISION, "{\"decision\":\"approve\"}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.textAt("state")).isEqualTo("denied");
        assertThat(late.json().get("votes").orElseThrow().write())
                .contains("\"by\":\"lena\"")
                .contains("2026-01-10T09:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"decision":"aprove"}                       | did you mean 'approve'?
                    {}                                          | 'decision' is missing
                    {"decision":"edit"}                         | 'edit' needs the args
                    {"decision":"edit","args":{}}               | 'amountMinor' is missing
                    {"decision":"edit","args":7}                | should be an object
                    {"decision":"approve","args":{}}            | only 'edit' takes args
                    {"decision":"approve","coment":"x"}         | did you mean 'comment'?
                    """)
    void givenABadDecision_thenItIsRefusedWithTheReason(String body, String reason) {
        var answer = server.client.as("lena").post(DECISION, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(reason);
        assertThat(server.client.get("/api/approvals/a-1").textAt("state")).isEqualTo("open");
    }
}
