package dev.baton.models.supply;

import static dev.baton.models.supply.Given.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.ModelException.Kind;
import dev.baton.testkit.model.ScriptedModel;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GenAiWatchTest {
    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final Given given = new Given();

    private SuppliedModel watched(ScriptedModel script, boolean recordsContent) {
        return new SuppliedModel(
                Given.definition("main"),
                new SuppliedModel.Source.Open(script, "models.example:8000"),
                Given.HASTY,
                given.clock,
                given.spending,
                new GenAiWatch(TELEMETRY.getOpenTelemetry(), recordsContent));
    }

    @Test
    void givenACall_thenItsSpanSaysWhatWasAskedWhereAndHowMuch() throws InterruptedException {
        try (var script = new ScriptedModel().says("Good morning")) {
            watched(script, false).chat(QUESTION.withMostTokens(7));
        }

        var span = TELEMETRY.getSpans().getFirst();
        assertThat(span.getName()).isEqualTo("chat served-model");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        var attributes = span.getAttributes();
        assertThat(attributes.get(GenAi.OPERATION_NAME)).isEqualTo("chat");
        assertThat(attributes.get(GenAi.PROVIDER_NAME)).isEqualTo("openai");
        assertThat(attributes.get(GenAi.REQUEST_MODEL)).isEqualTo("served-model");
        assertThat(attributes.get(GenAi.REQUEST_MAX_TOKENS)).isEqualTo(7);
        assertThat(attributes.get(GenAi.SERVER_ADDRESS)).isEqualTo("models.example");
        assertThat(attributes.get(GenAi.SERVER_PORT)).isEqualTo(8000);
        assertThat(attributes.get(GenAi.INPUT_TOKENS)).isEqualTo(100);
        assertThat(attributes.get(GenAi.OUTPUT_TOKENS)).isEqualTo(10);
        assertThat(attributes.get(GenAi.FINISH_REASONS)).containsExactly("end");
        assertThat(attributes.get(GenAi.PROMPT)).isEqualTo("assistant@1");
        assertThat(TELEMETRY.getMetrics())
                .extracting(MetricData::getName)
                .contains("gen_ai.client.token.usage", "gen_ai.client.operation.duration");
    }

    @Test
    void givenNothingElseWasSaid_thenTheSpanDoesNotHoldWhatWasTalkedAbout() throws InterruptedException {
        try (var script = new ScriptedModel().says("Good morning")) {
            watched(script, false).chat(QUESTION);
        }

        assertThat(TELEMETRY.getSpans().toString()).doesNotContain("Hello", "Good morning");
    }

    @Test
    void givenContentIsToBeRecorded_thenTheSpanHoldsIt() throws InterruptedException {
        try (var script = new ScriptedModel().says("Good morning")) {
            watched(script, true).chat(QUESTION);
        }

        var attributes = TELEMETRY.getSpans().getFirst().getAttributes();
        assertThat(attributes.get(GenAi.INPUT_MESSAGES)).contains("Hello");
        assertThat(attributes.get(GenAi.OUTPUT_MESSAGES)).contains("Good morning");
    }

    @Test
    void givenAFailure_thenTheSpanTellsItsKind() {
        try (var script = new ScriptedModel().fails(Kind.UNAUTHORIZED)) {
            var model = watched(script, false);
            assertThatThrownBy(() -> model.chat(QUESTION)).isNotNull();
        }

        var span = TELEMETRY.getSpans().getFirst();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(GenAi.ERROR_TYPE)).isEqualTo("unauthorized");
    }
}
