package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What clients carry for us between two requests, sealed: nobody can change it, use it as somebody else, for another
 * request, or after an hour.
 */
final class States {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration VALID = Duration.ofHours(1);
    private static final int BYTES = 32;

    private final SecretKeySpec key;
    private final InstantSource clock;

    States(InstantSource clock) {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.clock = clock;
    }

    String seal(Json state, Call call) {
        var payload = Json.object()
                .with("state", state)
                .with("of", purpose(call))
                .with("until", Json.time(clock.instant().plus(VALID)))
                .write()
                .getBytes(StandardCharsets.UTF_8);
        return encode(payload) + "." + encode(mac(payload));
    }

    /** @throws RpcException when it was not sealed for this request */
    Json open(String sealed, Call call) {
        return opened(sealed)
                .filter(payload -> payload.textAt("of").equals(Optional.of(purpose(call))))
                .filter(payload -> clock.instant()
                        .isBefore(Instant.parse(payload.textAt("until").orElseThrow())))
                .flatMap(payload -> payload.get("state"))
                .orElseThrow(() -> new RpcException(RpcError.malformed("This 'requestState' is not one that was given"
                        + " out for this request, or it is too old. Send the request without it.")));
    }

    private Optional<Json> opened(String sealed) {
        var parts = sealed.split("\\.", 2);
        try {
            var payload = Base64.getUrlDecoder().decode(parts[0]);
            var given = Base64.getUrlDecoder().decode(parts.length == 2 ? parts[1] : "");
            return MessageDigest.isEqual(given, mac(payload))
                    ? Optional.of(Json.parse(new String(payload, StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (IllegalArgumentException | JsonException e) {
            return Optional.empty();
        }
    }

    /** Who asks for what; what belongs to the protocol does not count. */
    private static String purpose(Call call) {
        var asked = call.params().without("_meta").without("inputResponses").without("requestState");
        return Digest.of(Json.array(Json.text(call.caller().chain()), Json.text(call.method()), asked))
                .hex();
    }

    private byte[] mac(byte[] payload) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
