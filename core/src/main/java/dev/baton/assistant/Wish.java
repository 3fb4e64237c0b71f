package dev.baton.assistant;

import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a model wants to propose, as something to be taken into a form: field by field, each as its schema wants it.
 * Fields that only the session may fill are not read, and an identifier that nobody said and no system answered is not
 * accepted, but asked for.
 */
final class Wish {
    /** How models leave out what they were not told. */
    private static final Set<Json> NOTHING = Set.of(Json.Null.INSTANCE, Json.text(""), Json.array());

    private final Occasion occasion;
    private final Json.Obj arguments;
    private final KnownIds known;
    private final FieldReader reader;

    private Wish(Occasion occasion, Json.Obj arguments, KnownIds known, FieldReader reader) {
        this.occasion = occasion;
        this.arguments = arguments;
        this.known = known;
        this.reader = reader;
    }

    static Intake intake(
            Occasion occasion, Briefing.Subject subject, Json.Obj arguments, Interpreter interpreter, KnownIds known) {
        var wish = new Wish(occasion, arguments, known, interpreter.reader());
        var own = Intake.of(occasion.state(), occasion.heard(), subject, interpreter);
        var readings = new LinkedHashMap<String, FieldReading>();
        for (var field : subject.fields()) {
            var ownReading = own.readings().getOrDefault(field.name(), FieldReading.Nothing.INSTANCE);
            readings.put(field.name(), wish.reading(field, ownReading, subject));
        }
        return new Intake(subject, own.opens(), own.form(), readings);
    }

    private FieldReading reading(Field field, FieldReading own, Briefing.Subject subject) {
        var isCertain = field.identifier().isPresent() && isSaidNow(field, subject);
        if (field.isTrusted() || isCertain) {
            return own;
        }
        var wished = arguments
                .get(field.name())
                .filter(value -> !NOTHING.contains(value))
                .map(value -> checked(field, value));
        return wished.filter(reading -> reading instanceof FieldReading.Said || own instanceof FieldReading.Nothing)
                .orElse(own);
    }

    /** What the person's message says word for word is not for a model to read differently. */
    private boolean isSaidNow(Field field, Briefing.Subject subject) {
        return occasion.heard()
                .candidate(subject.topic())
                .filter(candidate -> candidate.fields().get(field.name()) instanceof FieldReading.Said)
                .isPresent();
    }

    private FieldReading checked(Field field, Json value) {
        if (JsonSchema.of(field.schema()).validate(value).isEmpty()) {
            return isFromSomewhere(field, value) ? new FieldReading.Said(value) : FieldReading.Nothing.INSTANCE;
        }
        var text = value.asText().orElseGet(value::write);
        if (reader.read(field, text, true) instanceof FieldReading.Said read
                && JsonSchema.of(field.schema()).validate(read.value()).isEmpty()
                && isFromSomewhere(field, read.value())) {
            return read;
        }
        // nobody is asked about a value that they never said
        return wasSaid(text) ? new FieldReading.Malformed(text) : FieldReading.Nothing.INSTANCE;
    }

    private boolean isFromSomewhere(Field field, Json value) {
        if (isAddress(field.schema())) {
            return texts(value).allMatch(this::wasSaid);
        }
        return field.pattern().isEmpty()
                || value.asText()
                        .map(text -> IdTokens.named(text).stream().allMatch(known::holds))
                        .orElse(true);
    }

    private static boolean isAddress(Json schema) {
        return schema.textAt("format").filter("uri"::equals).isPresent()
                || schema.get("items").filter(Wish::isAddress).isPresent();
    }

    private static Stream<String> texts(Json value) {
        return value instanceof Json.Arr list ? list.items().stream().flatMap(Wish::texts) : value.asText().stream();
    }

    /** By the person, to the letter; an address leads somewhere, so it has to be theirs. */
    private boolean wasSaid(String piece) {
        return occasion.message().text().contains(piece)
                || occasion.history().lines().stream()
                        .anyMatch(line -> line.byPerson() && line.text().contains(piece));
    }
}
