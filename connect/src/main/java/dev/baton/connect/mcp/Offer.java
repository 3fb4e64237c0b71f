package dev.baton.connect.mcp;

import dev.baton.connect.source.Words;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tool as its server describes it, with everything that a person accepts. */
record Offer(String name, String description, Json.Obj input, Json.Obj output, Json.Obj hints) {

    static Offer of(McpSchema.Tool tool) {
        return new Offer(
                tool.name(),
                Optional.ofNullable(tool.description()).orElse(""),
                object(tool.inputSchema()),
                object(tool.outputSchema()),
                hints(tool.annotations()));
    }

    private static Json.Obj object(@Nullable Object tree) {
        return tree != null && Json.of(tree) instanceof Json.Obj object ? object : Json.object();
    }

    private static Json.Obj hints(McpSchema.@Nullable ToolAnnotations annotations) {
        var hints = Json.object();
        if (annotations == null) {
            return hints;
        }
        hints = hint(hints, "readOnly", annotations.readOnlyHint());
        hints = hint(hints, "destructive", annotations.destructiveHint());
        hints = hint(hints, "idempotent", annotations.idempotentHint());
        return hint(hints, "openWorld", annotations.openWorldHint());
    }

    private static Json.Obj hint(Json.Obj hints, String name, @Nullable Boolean value) {
        return value == null ? hints : hints.with(name, Json.bool(value));
    }

    Digest digest() {
        return Digest.of(Json.object("name", Json.text(name))
                .with("description", description)
                .with("input", input)
                .with("output", output)
                .with("hints", hints));
    }

    /** What the server says of itself, which nobody relies on. */
    Optional<String> note() {
        var said = new ArrayList<String>();
        hints.members().forEach((hint, value) -> said.add((value.equals(Json.bool(true)) ? "" : "not ") + hint));
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of("its server calls it " + Words.plain(String.join(", ", said), 200) + " (not relied on)");
    }

    boolean takes(String argument) {
        return input.get("properties")
                .flatMap(properties -> properties.get(argument))
                .isPresent();
    }
}
