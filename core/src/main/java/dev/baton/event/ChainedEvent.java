package dev.baton.event;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An event with its place in the chain of its stream: {@code hash = SHA-256(previous ‖ header ‖ contents)}, where
 * {@code contents = SHA-256(salt ‖ payload)}. Once payload and salt are erased the contents digest still lets the chain
 * verify, and the salt keeps anyone from guessing the payload by trying.
 *
 * @param contents empty once the event was erased
 */
public record ChainedEvent(
        String type,
        Instant at,
        String by,
        Optional<String> rule,
        Optional<Contents> contents,
        Digest contentsDigest,
        Digest hash) {

    /** What erasing removes: the payload and the 16 random bytes that were hashed with it. */
    public record Contents(String salt, Json.Obj payload) {
        private static final int SALT_DIGITS = 32;

        public Contents {
            // one length only, so that no byte can move between salt and payload under the same digest
            if (salt.length() != SALT_DIGITS || !salt.chars().allMatch(HexFormat::isHexDigit)) {
                throw new IllegalArgumentException(
                        "a salt is 16 bytes in hexadecimal, not " + salt.length() + " characters");
            }
        }

        public Digest digest() {
            return Digest.of(HexFormat.of().parseHex(salt), payload.canonical());
        }
    }

    static ChainedEvent chain(StreamId stream, StreamHead head, NewEvent event, String salt) {
        var contents = new Contents(salt, event.payload());
        var digest = contents.digest();
        var hash = hash(stream, head, event.type(), event.at(), event.by(), event.rule(), digest);
        return new ChainedEvent(
                event.type(), event.at(), event.by(), event.rule(), Optional.of(contents), digest, hash);
    }

    /** True when this event follows {@code head} unchanged, and its contents, if still there, are the original. */
    public boolean follows(StreamId stream, StreamHead head) {
        return hash.equals(hash(stream, head, type, at, by, rule, contentsDigest))
                && contents.map(c -> c.digest().equals(contentsDigest)).orElse(true);
    }

    public ChainedEvent erased() {
        return new ChainedEvent(type, at, by, rule, Optional.empty(), contentsDigest, hash);
    }

    private static Digest hash(
            StreamId stream,
            StreamHead previous,
            String type,
            Instant at,
            String by,
            Optional<String> rule,
            Digest contentsDigest) {
        var header = Json.object("stream", Json.text(stream.value()))
                .with("revision", Json.number(previous.revision() + 1))
                .with("type", type)
                .with("at", Json.time(at))
                .with("by", by);
        var whole = rule.map(r -> header.with("rule", r)).orElse(header);
        return Digest.of(previous.hash().bytes(), whole.canonical(), contentsDigest.bytes());
    }
}
