package dev.baton.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonMappingTest {
    sealed interface Shape {}

    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}

    record Drawing(
            String name,
            Optional<String> title,
            List<Shape> shapes,
            Map<String, Json> notes,
            Json.Obj extra,
            Instant at,
            Duration took,
            Digest digest) {}

    private static final Drawing DRAWING = new Drawing(
            "d",
            Optional.empty(),
            List.of(new Circle(2), new Square(3)),
            Map.of("n", Json.Null.INSTANCE),
            Json.object("x", Json.number(1)),
            Instant.parse("2026-01-10T00:00:00Z"),
            Duration.ofMinutes(90),
            Digest.ZERO);

    @Test
    void givenARecord_whenMappedThereAndBack_thenItIsTheSame() {
        var json = JsonMapping.toJson(DRAWING);
        assertThat(JsonMapping.fromJson(json, Drawing.class)).isEqualTo(DRAWING);
        assertThat(json.get("title")).isEmpty();
        assertThat(json.get("took")).contains(Json.text("PT1H30M"));
        assertThat(json.get("at")).contains(Json.text("2026-01-10T00:00:00Z"));
        assertThat(json.get("shapes").orElseThrow().write())
                .isEqualTo("[{\"kind\":\"Circle\",\"radius\":2},{\"kind\":\"Square\",\"side\":3}]");
    }

    @Test
    void givenASealedTypeAtTheRoot_thenItIsNamed() {
        var json = JsonMapping.toJson(Shape.class, new Circle(1));
        assertThat(JsonMapping.fromJson(json, Shape.class)).isEqualTo(new Circle(1));
    }

    @Test
    void givenAnUnknownMember_thenItIsRefused() {
        assertThatThrownBy(() -> JsonMapping.fromJson(Json.parse("{\"radius\":1,\"colour\":2}"), Circle.class))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("colour");
    }

    /** Holds another one of its type, as a principal holds whom it acts for. */
    record Box(Optional<Box> inside, List<Shape> shapes, boolean open, long number, Level level, Set<String> words) {}

    enum Level {
        LOW,
        HIGH
    }

    @Test
    void givenARecordWithinItsOwnType_thenItIsTheSameAfterwards() {
        var inner = new Box(Optional.empty(), List.of(), true, 1L << 60, Level.HIGH, Set.of("a"));
        var box = new Box(Optional.of(inner), List.of(new Square(1)), false, -1, Level.LOW, Set.of());
        var json = JsonMapping.toJson(box);
        assertThat(JsonMapping.fromJson(Json.parse(json.write()), Box.class)).isEqualTo(box);
    }

    @Test
    void givenAMissingList_thenItIsEmpty_andAMissingNumberIsRefused() {
        var json = Json.parse("{\"open\":true,\"number\":1,\"level\":\"LOW\",\"words\":[]}");
        assertThat(JsonMapping.fromJson(json, Box.class).shapes()).isEmpty();
        assertThatThrownBy(() -> JsonMapping.fromJson(json.asObject().without("number"), Box.class))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("number");
    }

    @Test
    void givenWhatDoesNotFit_thenThePlaceIsTold() {
        refused(
                "{\"shapes\":[{\"kind\":\"Oval\"}],\"open\":true,\"number\":1,\"level\":\"LOW\",\"words\":[]}",
                "shapes",
                "Oval");
        refused("{\"open\":true,\"number\":1.5,\"level\":\"LOW\",\"words\":[]}", "number");
        refused("{\"open\":1,\"number\":1,\"level\":\"LOW\",\"words\":[]}", "open");
        refused("{\"open\":true,\"number\":1,\"level\":\"MIDDLE\",\"words\":[]}", "level", "MIDDLE");
        refused("[]", "object");
    }

    private static void refused(String json, String... words) {
        assertThatThrownBy(() -> JsonMapping.fromJson(Json.parse(json), Box.class))
                .isInstanceOf(JsonException.class)
                .hasMessageContainingAll(words);
    }
}
