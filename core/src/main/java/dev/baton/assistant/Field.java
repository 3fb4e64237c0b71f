package dev.baton.assistant;

import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A field of a form, read from its JSON Schema.
 *
 * @param required whether the form is incomplete without it
 */
record Field(String name, Json.Obj schema, boolean required) {

    static List<Field> of(Json.Obj schema) {
        var required = schema.get("required").map(Json::asArray).orElse(List.of());
        return properties(schema.get("properties").map(Json::asObject).orElse(Json.object()), required).stream()
                .map(field -> new Field(field.name(), JsonSchema.part(schema, field.schema()), field.required()))
                .toList();
    }

    /** All of them required: what an answer needs it needs. */
    static List<Field> needed(Json.Obj properties) {
        return properties(properties, Json.texts(properties.members().keySet()).items());
    }

    private static List<Field> properties(Json.Obj properties, List<Json> required) {
        var fields = new ArrayList<Field>();
        properties
                .members()
                .forEach((name, schema) -> fields.add(new Field(
                        name,
                        schema instanceof Json.Obj object ? object : Json.object(),
                        required.contains(Json.text(name)))));
        return List.copyOf(fields);
    }

    /** Only the session may fill it, never what somebody says. */
    boolean isTrusted() {
        return schema.get("x-trusted").equals(Optional.of(Json.bool(true)));
    }

    List<String> choices() {
        return schema.get("enum").map(Json::asArray).orElse(List.of()).stream()
                .flatMap(value -> value.asText().stream())
                .toList();
    }

    Optional<String> pattern() {
        return schema.textAt("pattern");
    }

    /** "string" where the schema does not say. */
    String type() {
        return schema.textAt("type").orElse("string");
    }

    String label() {
        return schema.textAt("title").orElseGet(() -> capitalised(pattern().isPresent() ? noun() : inWords(name)));
    }

    String question() {
        return schema.textAt("x-ask").orElseGet(() -> "What is the " + inWords(name) + "?");
    }

    /** What a value looks like, for somebody whose value was not understood. */
    Optional<String> hint() {
        return schema.textAt("x-hint")
                .or(() -> schema.get("examples").stream()
                        .flatMap(examples -> examples instanceof Json.Arr array
                                ? array.items().stream()
                                : java.util.stream.Stream.empty())
                        .flatMap(example -> example.asText().stream())
                        .findFirst()
                        .map(example -> "It looks like " + example + "."))
                .or(() -> identifier().flatMap(Identifier::looks));
    }

    Optional<Identifier> identifier() {
        return pattern().flatMap(Identifier::of);
    }

    /** What people call it: "order" for {@code orderId}. */
    String noun() {
        var words = inWords(name);
        for (var ending : List.of(" id", " number", " no", " reference")) {
            if (words.endsWith(ending)) {
                return words.substring(0, words.length() - ending.length());
            }
        }
        return words;
    }

    /** The phrases for each choice: the value itself and the {@code x-words} of the schema. */
    Vocabulary vocabulary() {
        var phrases = new ArrayList<Vocabulary.Phrase>();
        for (var choice : choices()) {
            phrasesFor(choice).forEach(written -> phrases.add(Vocabulary.phrase(choice, written)));
        }
        return new Vocabulary(phrases);
    }

    List<String> phrasesFor(String choice) {
        var phrases = new ArrayList<String>();
        phrases.add(inWords(choice));
        if (schema.get("x-words").flatMap(words -> words.get(choice)).orElse(Json.array()) instanceof Json.Arr words) {
            words.items().forEach(word -> word.asText().ifPresent(phrases::add));
        }
        return List.copyOf(phrases);
    }

    /** A value as people write it. */
    String inWords(Json value) {
        return switch (value) {
            case Json.Text text -> choices().contains(text.value()) ? inWords(text.value()) : text.value();
            case Json.Bool bool -> bool.value() ? "yes" : "no";
            case Json.Arr array ->
                String.join(", ", array.items().stream().map(this::inWords).toList());
            case Json.Null ignored -> "";
            case Json.Whole number -> Long.toString(number.value());
            case Json.Decimal number -> Double.toString(number.value());
            case Json.Obj object -> object.write();
        };
    }

    /** {@code wrong-item} and {@code wrongItem} both become "wrong item". */
    static String inWords(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("[-_.]+", " ")
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
