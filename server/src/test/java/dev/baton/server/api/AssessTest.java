package dev.baton.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessTest {
    private static final FakeServer SERVER = new FakeServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void givenAnswers_thenTheResultHasTheReasons() {
        var answer = SERVER.client.post("/api/assess", """
                {"name": "claims", "systems": ["billing"], "answers": {"systems": true, "steps": "yes",
                 "unprompted": false, "context": "no", "outcome": "no", "people": "y"}}""");

        assertThat(answer.status()).isEqualTo(200);
        var json = answer.json();
        assertThat(json.textAt("choice")).contains("hybrid");
        assertThat(json.get("score")).contains(Json.number(2));
        assertThat(json.get("reasons").orElseThrow().asArray()).hasSize(6);
        assertThat(json.get("layers").orElseThrow().asArray().getFirst().get("agent"))
                .isPresent();
        assertThat(json.get("risks").orElseThrow().write()).contains("whether billing takes an idempotency key");
    }

    @Test
    void givenWorkflows_thenTheyAreMapped() {
        var answers = "{\"systems\":\"yes\",\"steps\":\"yes\",\"unprompted\":\"no\",\"context\":\"no\","
                + "\"outcome\":\"no\",\"people\":\"no\"}";
        var answer = SERVER.client.post(
                "/api/assess",
                "{\"systems\": {\"erp\": {\"idempotency\": \"none\"}}, \"workflows\": {\"b\": {\"systems\": [\"erp\"],"
                        + " \"answers\": " + answers + "}, \"a\": {\"systems\": [\"erp\"], \"answers\": " + answers
                        + "}}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("order").orElseThrow().write()).contains("\"name\":\"a\"", "no new system");
        assertThat(answer.json().get("shared").orElseThrow().write()).contains("\"system\":\"erp\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                  | 'answers' is missing
            {"answers": {"systems": true}}                      | 5 answers are missing: steps
            {"answers": {"stps": true}}                         | did you mean 'steps'?
            {"answers": {"systems": 1}}                         | 'systems' is answered by yes or no, not by
            {"answers": {}, "nmae": "x"}                        | did you mean 'name'?
            {"answers": {}, "template": "x"}                    | there is no template 'x'
            {"workflows": {}}                                   | at least one
            {"workflows": {"X": {"answers": {}}}}               | 'X' is not a name
            {"answers": {"systems": true, "systems": false}}    | systems
            []                                                  | expected an object
            """)
    void givenABadRequest_thenTheProblemSaysWhatIsWrong(String body, String sentence) {
        var answer = SERVER.client.post("/api/assess", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text()).contains(sentence);
    }
}
