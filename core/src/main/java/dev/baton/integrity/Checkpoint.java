package dev.baton.integrity;

import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamId;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.json.JsonMapping;
import dev.baton.principal.Principal;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A node's word that a log reached a point.
 *
 * @param at when that was
 * @param key the node's public key, {@code ed25519:…}
 * @param signature over all the rest, in base64url
 */
public record Checkpoint(LogPoint point, Instant at, String key, String signature) {
    /** Where checkpoints stand in the log. */
    public static final StreamId STREAM = StreamId.of("checkpoint", "log");

    private static final String TYPE = "Checkpointed";

    /** What is signed. */
    static byte[] statement(LogPoint point, Instant at, String key) {
        return Json.object("baton", Json.text("checkpoint"))
                .with("version", Json.number(1))
                .with("point", point.toString())
                .with("at", Json.time(at))
                .with("key", key)
                .canonical();
    }

    /** True when the owner of the key has said this. Whose key it is has to be known from elsewhere. */
    public boolean isGenuine() {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(PublicKeyText.parse(key));
            verifier.update(statement(point, at, key));
            return verifier.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    public NewEvent toEvent() {
        return new NewEvent(TYPE, at, Principal.SYSTEM.reference(), Optional.empty(), toJson());
    }

    public Json.Obj toJson() {
        return JsonMapping.toJson(this);
    }

    /** @throws JsonException when that is not a checkpoint */
    public static Checkpoint fromJson(Json json) {
        return JsonMapping.fromJson(json, Checkpoint.class);
    }

    /** The checkpoint that an event of the log tells of, if it does. */
    public static Optional<Checkpoint> in(RecordedEvent event) {
        return event.stream().equals(STREAM) && event.type().equals(TYPE)
                ? event.event().contents().map(contents -> fromJson(contents.payload()))
                : Optional.empty();
    }
}
