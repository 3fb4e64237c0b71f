package dev.baton.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventPackingTest {
    private static final StreamId STREAM = StreamId.of("conversation", "c-1");

    private static Json anyJson(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> Json.Null.INSTANCE;
            case 1 -> Json.bool(random.nextBoolean());
            case 2 -> Json.number(random.nextLong());
            case 3 -> Json.number(random.nextDouble(-1e6, 1e6));
            case 4 -> Json.text(anyText(random));
            case 5 ->
                Json.array(IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> anyJson(random, depth - 1))
                        .toList());
            default -> anyObject(random, depth - 1);
        };
    }

    private static Json.Obj anyObject(SplittableRandom random, int depth) {
        var object = Json.object();
        for (var i = random.nextInt(5); i > 0; i--) {
            object = object.with(anyText(random), anyJson(random, depth));
        }
        return object;
    }

    private static String anyText(SplittableRandom random) {
        return random.ints(random.nextInt(12), 0, 0x11000)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static NewEvent anyEvent(SplittableRandom random) {
        return new NewEvent(
                "E" + random.nextInt(9),
                Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L), random.nextInt(1_000_000_000)),
                "person:" + anyText(random),
                random.nextBoolean() ? Optional.of(anyText(random)) : Optional.empty(),
                anyObject(random, 3));
    }

    private static List<ChainedEvent> anyEvents(SplittableRandom random) {
        var events = IntStream.range(0, random.nextInt(1, 6))
                .mapToObj(i -> anyEvent(random))
                .toList();
        return Append.chain(
                        STREAM,
                        StreamHead.EMPTY,
                        events,
                        () -> "%016x%016x".formatted(random.nextLong(), random.nextLong()))
                .events();
    }

    @Test
    void givenAnyEvents_thenTheirRowIsCanonicalJson() {
        for (var seed = 0L; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            var events = anyEvents(random).stream()
                    .map(event -> random.nextInt(3) == 0 ? event.erased(Instant.EPOCH) : event)
                    .toList();
            var row = new String(EventPacking.pack(events), StandardCharsets.UTF_8);
            assertThat(row)
                    .as("seed %d", seed)
                    .isEqualTo(new String(Json.parse(row).canonical(), StandardCharsets.UTF_8));
        }
        assertThat(new String(EventPacking.pack(List.of()), StandardCharsets.UTF_8))
                .isEqualTo("[]");
    }

    @Test
    void givenAnyEvents_whenPackedAndUnpacked_thenTheyAreEqualAndStillChained() {
        for (var seed = 0L; seed < 300; seed++) {
            var events = anyEvents(new SplittableRandom(seed));
            var unpacked = EventPacking.unpack(EventPacking.pack(events));
            assertThat(unpacked).as("seed %d", seed).isEqualTo(events);
            var head = StreamHead.EMPTY;
            for (var event : unpacked) {
                assertThat(event.follows(STREAM, head)).as("seed %d", seed).isTrue();
                head = new StreamHead(head.revision() + 1, event.hash());
            }
        }
    }

    @Test
    void givenErasedEvents_whenPacked_thenNothingOfThemIsLeftInTheBytes() {
        var random = new SplittableRandom(7);
        var secret = new NewEvent(
                "Told",
                Instant.EPOCH,
                "customer:CUS-0001",
                Optional.empty(),
                Json.object("pin", Json.text("4711-secret")));
        var events = Append.chain(
                        STREAM,
                        StreamHead.EMPTY,
                        List.of(secret, anyEvent(random)),
                        () -> "00112233445566778899aabbccddeeff")
                .events();
        var erased = List.of(events.getFirst().erased(Instant.EPOCH), events.getLast());
        var bytes = EventPacking.pack(erased);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("4711-secret", "CUS-0001");
        assertThat(EventPacking.unpack(bytes)).isEqualTo(erased);
        assertThat(EventPacking.unpack(bytes).getFirst().follows(STREAM, StreamHead.EMPTY))
                .isTrue();
    }

    @Test
    void givenThePackedForm_thenItIsJsonThatAPersonCanRead() {
        var event = new NewEvent(
                "Told", Instant.EPOCH, "customer:CUS-0001", Optional.of("r"), Json.object("a", Json.number(1)));
        var packed = EventPacking.pack(
                Append.chain(STREAM, StreamHead.EMPTY, List.of(event), () -> "00112233445566778899aabbccddeeff")
                        .events());
        var row =
                Json.parse(new String(packed, StandardCharsets.UTF_8)).asArray().getFirst();
        assertThat(row.textAt("type")).contains("Told");
        assertThat(row.textAt("at")).contains("1970-01-01T00:00:00Z");
        assertThat(row.textAt("by")).contains("customer:CUS-0001");
        assertThat(row.textAt("rule")).contains("r");
        assertThat(row.get("payload")).contains(Json.object("a", Json.number(1)));
    }

    @Test
    void givenAChangedByteInAPackedPayload_thenTheEventFollowsNoMore() {
        var events = Append.chain(
                        STREAM,
                        StreamHead.EMPTY,
                        List.of(new NewEvent(
                                "Told",
                                Instant.EPOCH,
                                "system:baton",
                                Optional.empty(),
                                Json.object("amount", Json.number(80)))),
                        () -> "00112233445566778899aabbccddeeff")
                .events();
        var packed = new String(EventPacking.pack(events), StandardCharsets.UTF_8);
        var changed = packed.replace("\"amount\":80", "\"amount\":90").getBytes(StandardCharsets.UTF_8);
        var read = EventPacking.unpack(changed).getFirst();
        assertThat(read.contents().orElseThrow().payload()).isEqualTo(Json.object("amount", Json.number(90)));
        assertThat(read.follows(STREAM, StreamHead.EMPTY)).isFalse();
    }

    @Test
    void givenBytesThatAreNotPackedEvents_thenUnpackingSaysSo() {
        assertThatThrownBy(() -> EventPacking.unpack("nonsense".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> EventPacking.unpack("[{\"type\":\"T\"}]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lacks its");
    }
}
