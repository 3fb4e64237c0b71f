package dev.baton.workspace;

import dev.baton.callback.Receivers;
import dev.baton.callback.Receivers.Receiver;
import dev.baton.callback.Receivers.SigningSecret;
import dev.baton.json.Fields;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code callbacks.yaml}: where callbacks may go, and with what they are signed there. */
final class CallbacksReader implements DefinitionReader<Receivers> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern SECRET = Pattern.compile("\\$\\{secret\\.[A-Za-z_][A-Za-z0-9_]{0,127}}");
    /** A host may begin with a star; a port, and nothing behind it. */
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(\\*|(\\*\\.)?[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+])(:[0-9]{1,5})?");

    private static final String CONFIG = "${config.";

    @Override
    public Optional<Receivers> read(String name, Fields fields, String body) {
        fields.required("receivers");
        var receivers = new ArrayList<Receiver>();
        fields.childrenByName("receivers")
                .forEach((receiver, child) -> receiver(receiver, child).ifPresent(receivers::add));
        var seal = fields.optionalText("seal");
        seal.ifPresent(text -> checkSecret(fields, "seal", text));
        return fields.endWith(() -> new Receivers(receivers, seal));
    }

    private static Optional<Receiver> receiver(String name, Fields fields) {
        if (!NAME.matcher(name).matches()) {
            fields.problem("", "'" + name + "' is not a name (small letters, digits, dashes)");
        }
        var origin = fields.text("origin");
        var network = fields.word("network", List.of("private"));
        if (fields.has("origin")) {
            objection(origin, network.isPresent()).ifPresent(reason -> fields.problem("origin", reason));
        }
        var secrets = fields.children("secrets").stream()
                .flatMap(child -> secret(child).stream())
                .toList();
        return fields.endWith(() -> new Receiver(name, origin, secrets, network.isPresent()));
    }

    /** Why an origin is of no use; one that comes from the settings is looked at when they are known. */
    private static Optional<String> objection(String origin, boolean isPrivate) {
        if (origin.startsWith(CONFIG)) {
            return Settings.problemOf(origin, "config");
        }
        if (!ORIGIN.matcher(origin).matches()) {
            return Optional.of("'" + origin + "' is not an origin; write scheme and host, and a port where it is not"
                    + " the usual one, as https://hooks.example.org or https://*.example.org:8443");
        }
        return origin.startsWith("http://") && !isPrivate
                ? Optional.of("what goes over http:// can be read on its way; write https://, or network: private"
                        + " where it does not leave the own network")
                : Optional.empty();
    }

    private static Optional<SigningSecret> secret(Fields fields) {
        var secret = fields.text("secret");
        if (fields.has("secret")) {
            checkSecret(fields, "secret", secret);
        }
        var until = fields.parsed("until", CallbacksReader::time);
        return fields.endWith(() -> new SigningSecret(secret, until));
    }

    private static void checkSecret(Fields fields, String name, String text) {
        if (!SECRET.matcher(text).matches()) {
            fields.problem(name, "a secret does not belong in a file; write ${secret.NAME}");
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time; write one like 2026-12-31T00:00:00Z", e);
        }
    }
}
