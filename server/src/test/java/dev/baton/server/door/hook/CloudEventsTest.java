package dev.baton.server.door.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.json.Json;
import dev.baton.server.http.ProblemException;
import dev.baton.trigger.Webhook.Form;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents as their own SDK writes them, and as nobody should. */
class CloudEventsTest {
    private static final CloudEvent EVENT = CloudEventBuilder.v1()
            .withId("scan-1")
            .withSource(URI.create("/carrier"))
            .withType("parcel.damaged")
            .withTime(OffsetDateTime.parse("2026-01-10T09:00:00Z"))
            .withExtension("depot", "hamburg")
            .withData("application/json", "{\"orderId\":\"ORD-1\",\"weight\":1.5}".getBytes(StandardCharsets.UTF_8))
            .build();
    private static final Json.Obj EXPECTED = Json.parse("""
            {"specversion": "1.0", "id": "scan-1", "source": "/carrier", "type": "parcel.damaged",
             "time": "2026-01-10T09:00:00Z", "depot": "hamburg", "datacontenttype": "application/json",
             "data": {"orderId": "ORD-1", "weight": 1.5}}""").asObject();

    private static Delivery written(boolean structured) {
        var delivery = new AtomicReference<@org.jspecify.annotations.Nullable Delivery>();
        var headers = new LinkedHashMap<String, List<String>>();
        var writer = HttpMessageFactory.createWriter(
                (name, value) -> headers.put(name, List.of(value)), body -> delivery.set(new Delivery(headers, body)));
        if (structured) {
            writer.writeStructured(EVENT, new JsonFormat());
        } else {
            writer.writeBinary(EVENT);
        }
        return java.util.Objects.requireNonNull(delivery.get(), "the SDK wrote something");
    }

    @Test
    void givenAnEventOfTheSdk_thenBothModesGiveTheSame() {
        var structured = EventReader.read(written(true), Form.CLOUDEVENTS);
        var binary = EventReader.read(written(false), Form.CLOUDEVENTS_BINARY);

        assertThat(structured.asObject().members()).containsExactlyInAnyOrderEntriesOf(EXPECTED.members());
        assertThat(binary.asObject().members()).containsExactlyInAnyOrderEntriesOf(EXPECTED.members());
        assertThat(EventReader.read(written(true), Form.CLOUDEVENTS_BINARY)).isEqualTo(structured);
    }

    private static Delivery binary(String subject) {
        return new Delivery(
                Map.of(
                        "CE-SpecVersion", List.of("1.0"),
                        "ce-id", List.of("1"),
                        "ce-source", List.of("/s"),
                        "ce-type", List.of("t"),
                        "ce-subject", List.of(subject)),
                new byte[0]);
    }

    @Test
    void givenTheExampleOfTheSpecification_thenItsValueIsDecoded() {
        var expected = "Euro \u20ac \ud83d\ude00";

        assertThat(subject("Euro%20%E2%82%AC%20%F0%9F%98%80")).isEqualTo(expected);
        assertThat(subject("\"Euro %E2%82%ac \\%F0%9F%98%80\"")).isEqualTo(expected);
        assertThat(subject("plain/text%21")).isEqualTo("plain/text!");
    }

    private static String subject(String header) {
        return CloudEvents.binary(binary(header)).textAt("subject").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%C0%A0", "%", "%2", "%zz", "\"open", "\"a\"b", "%FF"})
    void givenAValueThatIsNotEncodedAsItShouldBe_thenItIsRefused(String header) {
        assertThatThrownBy(() -> CloudEvents.binary(binary(header)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("ce-subject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "type", "specversion"})
    void givenAnAttributeThatIsMissing_thenItIsNamed(String name) {
        assertThatThrownBy(() -> CloudEvents.structured(EXPECTED.without(name)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void givenAnotherVersionOrNoObject_thenItIsRefused() {
        assertThatThrownBy(() -> CloudEvents.structured(EXPECTED.with("specversion", "0.3")))
                .hasMessageContaining("1.0");
        assertThatThrownBy(() -> CloudEvents.structured(Json.array(EXPECTED))).hasMessageContaining("array");
    }

    @Test
    void givenDataInBase64_thenJsonBecomesData_andOtherDataStays() {
        var json = EXPECTED.without("data").with("data_base64", "eyJvcmRlcklkIjoiT1JELTEifQ==");

        assertThat(CloudEvents.structured(json).get("data").orElseThrow().textAt("orderId"))
                .contains("ORD-1");
        var image = json.with("datacontenttype", "image/png");
        assertThat(CloudEvents.structured(image)).isEqualTo(image);
        assertThatThrownBy(() -> CloudEvents.structured(json.with("data_base64", "?")))
                .hasMessageContaining("base 64");
    }
}
