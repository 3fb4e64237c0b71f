package dev.baton.connect.mcp;

import dev.baton.connect.source.ConnectionException;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What MCP servers offered when a person accepted it: the file {@code tools.lock} of a workspace, with a digest for each
 * tool. A server that changes the words or the arguments of a tool changes what a model does with it, so that a tool with
 * another digest is not called.
 */
public final class ToolLock {
    /** In the folder of the workspace. */
    public static final String FILE = "tools.lock";

    private final Path file;
    private final Json.Obj pins;

    private ToolLock(Path file, Json.Obj pins) {
        this.file = file;
        this.pins = pins;
    }

    /** @throws ConnectionException when the file is there and cannot be read */
    public static ToolLock read(Path folder) throws ConnectionException {
        var file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return new ToolLock(file, Json.object());
        }
        try {
            return new ToolLock(file, Json.parse(Files.readString(file)).asObject());
        } catch (IOException | JsonException e) {
            throw new ConnectionException("the file " + FILE + " cannot be read; restore it, or accept the tools anew");
        }
    }

    Optional<String> pin(String connection, String tool) {
        return pins.get(connection).flatMap(tools -> tools.textAt(tool));
    }

    /** Accepts these tools of a connection, and forgets others that were accepted of it before. */
    public void accept(String connection, Map<String, String> digests) {
        var tools = Json.object();
        for (var digest : new TreeMap<>(digests).entrySet()) {
            tools = tools.with(digest.getKey(), digest.getValue());
        }
        var all = new TreeMap<String, Json>(pins.with(connection, tools).members());
        var text = new StringBuilder("{");
        all.forEach((name, pinned) -> text.append(text.length() > 1 ? ",\n" : "\n")
                .append("  ")
                .append(Json.text(name).write())
                .append(": ")
                .append(pinned.write()
                        .replace(",", ",\n    ")
                        .replace("{", "{\n    ")
                        .replace("}", "\n  }")));
        try {
            Files.writeString(file, text.append("\n}\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be written", e);
        }
    }
}
