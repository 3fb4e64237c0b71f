package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.trigger.TriggerDefinition;
import dev.baton.trigger.Verification;
import dev.baton.trigger.Verification.Algorithm;
import dev.baton.trigger.Verification.Encoding;
import dev.baton.trigger.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code triggers/*.yaml}. */
final class TriggerReader implements DefinitionReader<TriggerDefinition> {
    private static final String WEBHOOK = "webhook";
    private static final List<String> NOT_YET = List.of("schedule", "event", "condition", "outcome");
    private static final List<String> SCHEMES = List.of("standard-webhooks", "github", "stripe", "hmac", "none");

    @Override
    public Optional<TriggerDefinition> read(String name, Fields fields, String body) {
        var source = source(fields.requiredChild("source"));
        var when = fields.optionalText("when");
        var dedupe = fields.optionalText("dedupe");
        var start = fields.text("start");
        fields.required("input");
        var input = fields.object("input");
        return fields.endWith(() -> new TriggerDefinition(name, source.orElseThrow(), when, dedupe, start, input));
    }

    private static Optional<Webhook> source(Fields source) {
        source.required("type");
        var type = source.optionalText("type").orElse(WEBHOOK);
        if (!type.equals(WEBHOOK)) {
            source.names().forEach(source::json); // what belongs to another type is no second mistake
            source.problem("type", otherType(type));
            return Optional.empty();
        }
        var secrets = source.parsedTexts("secret", TriggerReader::secret);
        var form = source.choice("form", Webhook.Form.class).orElse(Webhook.Form.JSON);
        return verification(source).flatMap(verify -> source.endWith(() -> new Webhook(verify, secrets, form)));
    }

    private static String otherType(String type) {
        return NOT_YET.contains(type)
                ? "triggers by " + type
                        + " are not supported yet, only by webhook; until they are, let what knows of it"
                        + " post to a webhook, or hand in by the API"
                : "'" + type + "' is no source of events; so far there is only webhook"
                        + Fields.suggestion(type, List.of(WEBHOOK));
    }

    private static String secret(String text) {
        if (!PeopleReader.SECRET.matcher(text).matches()) {
            throw new IllegalArgumentException("a secret does not belong in a file; write ${secret.NAME}");
        }
        return text;
    }

    /** A word, or {@code hmac} with its options. */
    private static Optional<Verification> verification(Fields source) {
        var tolerance = source.duration("tolerance");
        var given = source.required("verify");
        if (given instanceof Json.Obj) {
            return source.child("verify").flatMap(options -> withOptions(options, tolerance.isPresent(), source));
        }
        var scheme = source.word("verify", SCHEMES);
        if (tolerance.isPresent() && !scheme.filter(TriggerReader::signsTime).isPresent()) {
            tellTolerance(source);
        }
        return scheme.flatMap(word -> plain(source, word, tolerance.orElse(Verification.USUAL_TOLERANCE)));
    }

    private static boolean signsTime(String scheme) {
        return scheme.equals("standard-webhooks") || scheme.equals("stripe");
    }

    private static void tellTolerance(Fields source) {
        source.problem("tolerance", "'tolerance' is for schemes that sign a time: standard-webhooks and stripe");
    }

    private static Optional<Verification> plain(Fields source, String scheme, Duration tolerance) {
        try {
            return switch (scheme) {
                case "standard-webhooks" -> Optional.of(new Verification.StandardWebhooks(tolerance));
                case "stripe" -> Optional.of(new Verification.Stripe(tolerance));
                case "github" -> Optional.of(new Verification.GitHub());
                case "none" -> Optional.of(new Verification.None());
                default -> {
                    source.problem(
                            "verify",
                            "hmac needs to know its header, as in verify: {hmac: {header: X-Signature, algorithm: sha256,"
                                    + " encoding: hex}}");
                    yield Optional.empty();
                }
            };
        } catch (IllegalArgumentException e) {
            source.problem("tolerance", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Verification> withOptions(Fields options, boolean hasTolerance, Fields source) {
        if (hasTolerance) {
            tellTolerance(source);
        }
        var hmac = options.requiredChild("hmac");
        var header = hmac.text("header");
        var algorithm = hmac.choice("algorithm", Algorithm.class).orElse(Algorithm.SHA256);
        var encoding = hmac.choice("encoding", Encoding.class).orElse(Encoding.HEX);
        var prefix = hmac.optionalText("prefix").orElse("");
        options.end();
        return hmac.endWith(() -> new Verification.Hmac(header, algorithm, encoding, prefix));
    }
}
