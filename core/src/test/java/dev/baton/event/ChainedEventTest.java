package dev.baton.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.ChainedEvent.Flaw;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainedEventTest {
    private static final StreamId STREAM = StreamId.of("run", "a");
    private static final StreamHead HEAD = new StreamHead(3, Digest.of(new byte[] {3}));
    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
    private static final String SALT = "00112233445566778899aabbccddeeff";
    private static final String BY = "agent:refunds";
    private static final Json.Obj PAYLOAD =
            Json.object("amount", Json.number(80)).with("to", "CUS-0001");
    private static final ChainedEvent EVENT = ChainedEvent.chain(
            STREAM, HEAD, new NewEvent("Ruled", NOON, "agent:refunds", Optional.of("small"), PAYLOAD), SALT);

    record Tampered(String what, Flaw flaw, ChainedEvent event) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static ChainedEvent event(String type, Instant at, Optional<String> rule, ChainedEvent.Contents contents) {
        return new ChainedEvent(
                type, at, rule, Optional.of(contents), Optional.empty(), EVENT.contentsDigest(), EVENT.hash());
    }

    private static ChainedEvent with(String salt, String by, Json.Obj payload) {
        return event("Ruled", NOON, Optional.of("small"), new ChainedEvent.Contents(salt, by, payload));
    }

    private static ChainedEvent withHeader(String type, Instant at, Optional<String> rule) {
        return event(type, at, rule, EVENT.contents().orElseThrow());
    }

    /** The digest of the contents replaced along with them, as one would who knows how it is made. */
    private static ChainedEvent withMatchingDigest(Json.Obj payload) {
        var contents = new ChainedEvent.Contents(SALT, BY, payload);
        return new ChainedEvent(
                EVENT.type(),
                EVENT.at(),
                EVENT.rule(),
                Optional.of(contents),
                Optional.empty(),
                contents.digest(),
                EVENT.hash());
    }

    private static ChainedEvent withDigests(ChainedEvent event, Digest contents, Digest hash) {
        return new ChainedEvent(
                event.type(), event.at(), event.rule(), event.contents(), event.erased(), contents, hash);
    }

    static List<Tampered> tampered() {
        var rule = EVENT.rule();
        var other = Digest.of(new byte[] {1});
        return List.of(
                new Tampered("type", Flaw.HEADER, withHeader("Denied", NOON, rule)),
                new Tampered("time", Flaw.HEADER, withHeader("Ruled", NOON.plusNanos(1), rule)),
                new Tampered("rule", Flaw.HEADER, withHeader("Ruled", NOON, Optional.of("large"))),
                new Tampered("rule removed", Flaw.HEADER, withHeader("Ruled", NOON, Optional.empty())),
                new Tampered("author", Flaw.CONTENTS, with(SALT, "person:lena", PAYLOAD)),
                new Tampered("payload", Flaw.CONTENTS, with(SALT, BY, PAYLOAD.with("amount", Json.number(81)))),
                new Tampered("member added", Flaw.CONTENTS, with(SALT, BY, PAYLOAD.with("more", Json.Null.INSTANCE))),
                new Tampered("member removed", Flaw.CONTENTS, with(SALT, BY, PAYLOAD.without("to"))),
                new Tampered("salt", Flaw.CONTENTS, with("10112233445566778899aabbccddeeff", BY, PAYLOAD)),
                new Tampered("payload and its digest", Flaw.HEADER, withMatchingDigest(PAYLOAD.with("to", "CUS-0002"))),
                new Tampered(
                        "digest of erased contents", Flaw.HEADER, withDigests(EVENT.erased(NOON), other, EVENT.hash())),
                new Tampered("digest of contents", Flaw.HEADER, withDigests(EVENT, other, EVENT.hash())),
                new Tampered("hash", Flaw.HEADER, withDigests(EVENT, EVENT.contentsDigest(), other)));
    }

    @Test
    void givenAnUntouchedEvent_thenItFollowsWhereItWasChained() {
        assertThat(EVENT.follows(STREAM, HEAD)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampered")
    void givenAChangeAnywhereInAnEvent_thenItFollowsNoMore(Tampered tampered) {
        assertThat(tampered.event().follows(STREAM, HEAD)).isFalse();
        assertThat(tampered.event().flaw(STREAM, HEAD)).contains(tampered.flaw());
    }

    @Test
    void givenAnotherPlaceInTheLog_thenTheEventDoesNotFollowThere() {
        assertThat(EVENT.follows(StreamId.of("run", "b"), HEAD)).isFalse();
        assertThat(EVENT.follows(STREAM, new StreamHead(4, HEAD.hash()))).isFalse();
        assertThat(EVENT.follows(STREAM, new StreamHead(3, Digest.ZERO))).isFalse();
        assertThat(EVENT.follows(STREAM, StreamHead.EMPTY)).isFalse();
    }

    @Test
    void givenTextThatMovesFromOneFieldToAnother_thenTheHashDiffers() {
        var one = ChainedEvent.chain(STREAM, HEAD, new NewEvent("ab", NOON, "c", Optional.of("d"), PAYLOAD), SALT);
        var other = ChainedEvent.chain(STREAM, HEAD, new NewEvent("a", NOON, "c", Optional.of("bd"), PAYLOAD), SALT);
        assertThat(one.hash()).isNotEqualTo(other.hash());
        var author = new ChainedEvent.Contents(SALT, "a\"{", Json.object());
        assertThat(author.digest()).isNotEqualTo(new ChainedEvent.Contents(SALT, "a", Json.object()).digest());
    }

    @Test
    void givenAnErasedEvent_thenItsContentsAreGoneAndItStillFollows() {
        var erased = EVENT.erased(NOON);
        assertThat(erased.contents()).isEmpty();
        assertThat(erased.by()).isEmpty();
        assertThat(erased.erased()).contains(NOON);
        assertThat(erased.erased(NOON.plusSeconds(1))).isEqualTo(erased);
        assertThat(erased.toString())
                .doesNotContain("CUS-0001")
                .doesNotContain(SALT)
                .doesNotContain("refunds");
        assertThat(erased.follows(STREAM, HEAD)).isTrue();
        assertThat(erased.hash()).isEqualTo(EVENT.hash());
    }

    @Test
    void givenTheSamePayloadInAnotherOrderOfMembers_thenTheHashIsTheSame() {
        var turned = Json.object("to", Json.text("CUS-0001")).with("amount", Json.number(80));
        var event = new NewEvent("Ruled", NOON, "agent:refunds", Optional.of("small"), turned);
        assertThat(ChainedEvent.chain(STREAM, HEAD, event, SALT).hash()).isEqualTo(EVENT.hash());
    }

    @Test
    void givenAnotherSalt_thenNobodyCanTellThatThePayloadIsTheSame() {
        var event = new NewEvent("Ruled", NOON, "agent:refunds", Optional.of("small"), PAYLOAD);
        var other = ChainedEvent.chain(STREAM, HEAD, event, "ffeeddccbbaa99887766554433221100");
        assertThat(other.contentsDigest()).isNotEqualTo(EVENT.contentsDigest());
    }

    /** Written out by hand from the formula in the design, so that a change of it is noticed. */
    @Test
    void givenTheFormula_thenTheHashIsWhatItSays() {
        var payload = "{\"amount\":80,\"to\":\"CUS-0001\"}".getBytes(StandardCharsets.UTF_8);
        var author = "\"agent:refunds\"".getBytes(StandardCharsets.UTF_8);
        var contents = Digest.of(HexFormat.of().parseHex(SALT), author, payload);
        var header = "{\"at\":\"2026-01-10T12:00:00Z\",\"revision\":4,\"rule\":\"small\",\"stream\":\"run/a\","
                + "\"type\":\"Ruled\"}";
        var expected = Digest.of(HEAD.hash().bytes(), header.getBytes(StandardCharsets.UTF_8), contents.bytes());
        assertThat(EVENT.contentsDigest()).isEqualTo(contents);
        assertThat(EVENT.hash()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00112233445566778899aabbccddeef",
                "00112233445566778899aabbccddeeffaa",
                "zz112233445566778899aabbccddeeff"
            })
    void givenASaltThatIsNotSixteenBytes_thenItIsRefused(String salt) {
        assertThatThrownBy(() -> new ChainedEvent.Contents(salt, BY, PAYLOAD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 bytes");
    }
}
