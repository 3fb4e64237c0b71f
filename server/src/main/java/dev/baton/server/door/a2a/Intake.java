package dev.baton.server.door.a2a;

import dev.baton.engine.HandoffView.Needs;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a message asks for. It says so in a data part, {@code {"contract": …, "input": …}}, or in one that is the input
 * while the metadata names the contract; what is only said in words is asked back, never guessed.
 */
sealed interface Intake {
    /** What is kept as a key or a name. */
    Pattern NAME = Pattern.compile("[\\x21-\\x7E]{1,255}");

    record Clear(String contract, Json input) implements Intake {}

    /** @param contract where the message names one */
    record Unclear(Optional<String> contract) implements Intake {}

    /** @throws A2aException when there is something in the message that nothing here can take */
    static void check(Message message) {
        if (!NAME.matcher(message.id()).matches()) {
            throw A2aException.invalid("A messageId is 1 to 255 visible ASCII characters; a UUID is a good one.");
        }
        if (message.context().isPresent()
                && !NAME.matcher(message.context().get()).matches()) {
            throw A2aException.invalid("A contextId is 1 to 255 visible ASCII characters.");
        }
        for (var part : message.parts()) {
            if (part instanceof Part.File file) {
                throw A2aException.of(
                                A2aError.CONTENT_TYPE_NOT_SUPPORTED,
                                "Files are not taken here; what a contract needs of one is named in its input.")
                        .with("mediaType", file.mediaType().orElse("unknown"));
            }
        }
    }

    static Intake read(Message message) {
        var named = message.metadata()
                .textAt("contract")
                .or(() -> message.metadata().textAt("skill"));
        var data = data(message);
        if (data.isEmpty()) {
            return new Unclear(named);
        }
        var value = data.getFirst();
        var wrapped =
                value.textAt("contract").filter(contract -> value.get("input").isPresent());
        if (wrapped.isPresent()) {
            return new Clear(wrapped.get(), value.get("input").orElseThrow());
        }
        return named.<Intake>map(contract -> new Clear(contract, value)).orElseGet(() -> new Unclear(Optional.empty()));
    }

    /** The answer to a question: data, or text where the question wants text. */
    static Json answer(Message message, Needs.Input asked) {
        var data = data(message);
        if (!data.isEmpty()) {
            return data.getFirst();
        }
        var text = Json.text(message.parts().stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining("\n"))
                .strip());
        if (JsonSchema.of(asked.schema()).validate(text).isEmpty()) {
            return text;
        }
        throw A2aException.invalid(
                "The answer to \"" + asked.question() + "\" does not fit; send it as a data part that fits the schema "
                        + asked.schema().write());
    }

    private static List<Json> data(Message message) {
        var data = message.parts().stream()
                .filter(Part.Data.class::isInstance)
                .map(part -> ((Part.Data) part).data())
                .toList();
        if (data.size() > 1) {
            throw A2aException.invalid("A message has one data part here, not " + data.size() + ".");
        }
        return data;
    }
}
