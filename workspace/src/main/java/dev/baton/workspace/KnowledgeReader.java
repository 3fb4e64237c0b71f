package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.knowledge.KnowledgeDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code knowledge/*.yaml}. The folder of documents stands next to the file. */
record KnowledgeReader(Path workspace) implements DefinitionReader<KnowledgeDefinition> {

    @Override
    public Optional<KnowledgeDefinition> read(String name, Fields fields, String body) {
        var source = fields.requiredChild("source");
        source.required("folder");
        var folder = source.parsed("folder", this::documents);
        source.end();
        var visibleTo = fields.texts("visibleTo");
        if (visibleTo.isEmpty()) {
            fields.problem("visibleTo", "'visibleTo' says who may read it: roles, kinds of principals or everyone");
        }
        return fields.endWith(() -> new KnowledgeDefinition(name, folder.orElseThrow(), visibleTo));
    }

    /** Only folders of the workspace: a definition must not be a way to read the rest of the disk. */
    private Path documents(String text) {
        var knowledge = workspace.resolve(DefinitionKind.KNOWLEDGE.folder());
        var folder = knowledge.resolve(text).normalize();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "there is no folder knowledge/" + text + " (it stands next to this file)");
        }
        if (!isInside(folder)) {
            throw new IllegalArgumentException("the folder '" + text + "' leads out of the workspace");
        }
        return folder;
    }

    private boolean isInside(Path folder) {
        try {
            return folder.toRealPath().startsWith(workspace.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
