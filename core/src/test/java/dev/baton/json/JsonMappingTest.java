package dev.baton.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
}
