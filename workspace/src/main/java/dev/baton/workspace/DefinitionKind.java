package dev.baton.workspace;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of definitions, the folders in which they live and the form of their files. */
public enum DefinitionKind {
    ASSISTANT("Assistant", "assistants", Form.MARKDOWN),
    AGENT("Agent", "agents", Form.MARKDOWN),
    CONTRACT("Contract", "contracts", Form.YAML),
    CONNECTION("Connection", "connections", Form.YAML),
    POLICY("Policy", "policies", Form.YAML),
    PLAYBOOK("Playbook", "playbooks", Form.YAML),
    KNOWLEDGE("Knowledge", "knowledge", Form.YAML),
    TRIGGER("Trigger", "triggers", Form.YAML),
    /** One file, {@code people.yaml}, in the workspace folder itself. */
    PEOPLE("People", "", Form.YAML),
    /** One file, {@code models.yaml}, in the workspace folder itself. */
    MODELS("Models", "", Form.YAML),
    /** One file, {@code callbacks.yaml}, in the workspace folder itself. */
    CALLBACKS("Callbacks", "", Form.YAML);

    /** How a definition is written. */
    enum Form {
        MARKDOWN(".md", "Markdown with front matter (.md)"),
        YAML(".yaml", "YAML (.yaml)");

        private final String ending;
        private final String words;

        Form(String ending, String words) {
            this.ending = ending;
            this.words = words;
        }

        boolean fits(String fileName) {
            return fileName.endsWith(ending);
        }

        String words() {
            return words;
        }
    }

    private final String word;
    private final String folder;
    private final Form form;

    DefinitionKind(String word, String folder, Form form) {
        this.word = word;
        this.folder = folder;
        this.form = form;
    }

    /** The value of {@code kind} in a file. */
    public String word() {
        return word;
    }

    /** The folder below the workspace; empty for the workspace itself. */
    public String folder() {
        return folder;
    }

    Form form() {
        return form;
    }

    /** Where definitions of this kind live, in words. */
    String home() {
        return isOneFile() ? fileName() : folder + "/";
    }

    /** Whether all of this kind stands in one file of the workspace folder itself. */
    boolean isOneFile() {
        return folder.isEmpty();
    }

    /** The name of that one file. */
    String fileName() {
        return word.toLowerCase(Locale.ROOT) + ".yaml";
    }

    static Optional<DefinitionKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** The kinds that have a folder, in the order in which they are read. */
    static List<DefinitionKind> inFolders() {
        return Arrays.stream(values()).filter(kind -> !kind.isOneFile()).toList();
    }

    /** The kinds that have one file. */
    static List<DefinitionKind> inOneFile() {
        return Arrays.stream(values()).filter(DefinitionKind::isOneFile).toList();
    }
}
