package dev.baton.workspace;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.nio.file.Path;
import java.util.List;

/** The text of a YAML file that is no definition of a workspace, read as strictly, and with the same places. */
public final class YamlText {
    private final SourceFile source;

    private YamlText(SourceFile source) {
        this.source = source;
    }

    /** @param name of the file, as diagnostics show it */
    public static YamlText read(Path name, String text) {
        return new YamlText(new SourceFile(name, YamlReader.read(text), "", Digest.ZERO));
    }

    public Json json() {
        return source.document().json();
    }

    /** What makes the text no acceptable YAML; when there is anything, {@link #json} is only what could be read. */
    public List<Diagnostic> mistakes() {
        return source.mistakes();
    }

    public Diagnostic diagnostic(Problem problem) {
        return source.diagnostic(problem);
    }
}
