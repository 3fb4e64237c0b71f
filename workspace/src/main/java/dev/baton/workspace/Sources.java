package dev.baton.workspace;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the definitions of a workspace came from, for those who find a problem later than the loader. */
public final class Sources {
    private final Map<DefinitionKind, Map<String, SourceFile>> files = new EnumMap<>(DefinitionKind.class);

    Sources() {}

    void add(DefinitionKind kind, String id, SourceFile source) {
        files.computeIfAbsent(kind, ignored -> new LinkedHashMap<>()).putIfAbsent(id, source);
    }

    /**
     * A diagnostic at the place of a value.
     *
     * @param id of the definition: its name, for contracts {@code name@version}
     * @param pointer to the value, a JSON pointer; the nearest place that holds it when there is no such value
     * @throws IllegalArgumentException when there is no such definition
     */
    public Diagnostic diagnostic(DefinitionKind kind, String id, String pointer, String message) {
        return source(kind, id).diagnostic(pointer, message);
    }

    /** The file of a definition, relative to the workspace. @throws IllegalArgumentException when there is none */
    public Path file(DefinitionKind kind, String id) {
        return source(kind, id).file();
    }

    private SourceFile source(DefinitionKind kind, String id) {
        var source = files.getOrDefault(kind, Map.of()).get(id);
        if (source == null) {
            throw new IllegalArgumentException("there is no " + kind.word() + " '" + id + "'");
        }
        return source;
    }

    /** Changes whenever a definition file does. */
    public Digest digest() {
        var digests = new LinkedHashMap<String, Json>();
        files.values()
                .forEach(byId -> byId.values()
                        .forEach(source -> digests.put(
                                source.file().toString(),
                                Json.text(source.digest().hex()))));
        return Digest.of(Json.object(digests));
    }
}
