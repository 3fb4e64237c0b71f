package dev.baton.event;

import dev.baton.json.CanonicalObject;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event with its place in the chain of its stream: {@code hash = SHA-256(previous ‖ header ‖ contents)}, where
 * {@code contents = SHA-256(salt ‖ author ‖ payload)}. Once author, payload and salt are erased the contents digest
 * still lets the chain verify, and the salt keeps anyone from guessing what was there by trying.
 *
 * @param contents empty once the event was erased
 * @param erased when that was; not part of the hash
 */
public record ChainedEvent(
        String type,
        Instant at,
        Optional<String> rule,
        Optional<Contents> contents,
        Optional<Instant> erased,
        Digest contentsDigest,
        Digest hash) {

    public ChainedEvent {
        if (contents.isPresent() == erased.isPresent()) {
            throw new IllegalArgumentException("an event either has contents or was erased");
        }
    }

    /** What erasing removes: who did it, the payload, and the 16 random bytes that were hashed with them. */
    public static final class Contents {
        private static final int SALT_DIGITS = 32;

        private final String salt;
        private final String by;
        private final Json.Obj payload;
        private byte @Nullable [] spelled;

        public Contents(String salt, String by, Json.Obj payload) {
            // one length only, so that no byte can move between salt and author under the same digest
            if (salt.length() != SALT_DIGITS || !isHexadecimal(salt)) {
                throw new IllegalArgumentException(
                        "a salt is 16 bytes in hexadecimal, not " + salt.length() + " characters");
            }
            this.salt = salt;
            // as it is read back, whatever was in it
            this.by = Json.text(by).value();
            this.payload = payload;
        }

        private static boolean isHexadecimal(String text) {
            for (var i = 0; i < text.length(); i++) {
                if (!HexFormat.isHexDigit(text.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        public String salt() {
            return salt;
        }

        public String by() {
            return by;
        }

        public Json.Obj payload() {
            return payload;
        }

        public Digest digest() {
            return Digest.of(HexFormat.of().parseHex(salt), Json.text(by).canonical(), spelledPayload());
        }

        /** The payload in its canonical form, spelled once: it is hashed, and then stored. */
        byte[] spelledPayload() {
            var known = spelled;
            if (known == null) {
                known = payload.canonical();
                spelled = known;
            }
            return known;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Contents that
                    && salt.equals(that.salt)
                    && by.equals(that.by)
                    && payload.equals(that.payload);
        }

        @Override
        public int hashCode() {
            return Objects.hash(salt, by, payload);
        }

        @Override
        public String toString() {
            return "Contents by " + by + ": " + payload;
        }
    }

    /** What about an event is not as it was written. */
    public enum Flaw {
        /** Author, payload or salt do not fit the digest that was made of them. */
        CONTENTS,
        /** Type, time, rule or the digest of the contents do not fit the hash, or something before it is missing. */
        HEADER
    }

    static ChainedEvent chain(StreamId stream, StreamHead head, NewEvent event, String salt) {
        var contents = new Contents(salt, event.by(), event.payload());
        var digest = contents.digest();
        var hash = hash(stream, head, event.type(), event.at(), event.rule(), digest);
        return new ChainedEvent(
                event.type(), event.at(), event.rule(), Optional.of(contents), Optional.empty(), digest, hash);
    }

    /** True when this event follows {@code head} unchanged, and its contents, if still there, are the original. */
    public boolean follows(StreamId stream, StreamHead head) {
        return flaw(stream, head).isEmpty();
    }

    /** What keeps this event from being the one that was written after {@code head}. */
    public Optional<Flaw> flaw(StreamId stream, StreamHead head) {
        if (!hash.equals(hash(stream, head, type, at, rule, contentsDigest))) {
            return Optional.of(Flaw.HEADER);
        }
        var original = contents.map(c -> c.digest().equals(contentsDigest)).orElse(true);
        return original ? Optional.empty() : Optional.of(Flaw.CONTENTS);
    }

    /** Who did it, as {@link dev.baton.principal.Principal#chain()}; empty once erased. */
    public Optional<String> by() {
        return contents.map(Contents::by);
    }

    /** This event without contents. One that was erased before keeps the time of that. */
    public ChainedEvent erased(Instant when) {
        return contents.isEmpty()
                ? this
                : new ChainedEvent(type, at, rule, Optional.empty(), Optional.of(when), contentsDigest, hash);
    }

    private static Digest hash(
            StreamId stream,
            StreamHead previous,
            String type,
            Instant at,
            Optional<String> rule,
            Digest contentsDigest) {
        var header =
                new CanonicalObject().with("at", at.toString()).with("revision", Json.number(previous.revision() + 1));
        rule.ifPresent(name -> header.with("rule", name));
        header.with("stream", stream.value()).with("type", type);
        return Digest.of(previous.hash().bytes(), header.bytes(), contentsDigest.bytes());
    }
}
