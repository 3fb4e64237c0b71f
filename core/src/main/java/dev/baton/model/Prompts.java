package dev.baton.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The prompts in use: the ones that come with Baton, unless the workspace has its own under the same name. */
public final class Prompts {
    /** The names of all prompts there are. */
    public static final List<String> NAMES = List.of("assistant", "summary", "plan", "step", "judge");

    public static final Prompts SHIPPED = new Prompts(Map.of());

    private static final String HEADER = "version: ";

    private final Map<String, Prompt> own;

    private Prompts(Map<String, Prompt> own) {
        this.own = own;
    }

    /** @param own by name, to be used instead of those that are shipped */
    public static Prompts with(Map<String, Prompt> own) {
        return new Prompts(Map.copyOf(own));
    }

    /** @throws IllegalArgumentException when there is no prompt of this name */
    public Prompt get(String name) {
        return Optional.ofNullable(own.get(name)).orElseGet(() -> shipped(name));
    }

    /** The names of those that the workspace has of its own. */
    public List<String> own() {
        return own.keySet().stream().sorted().toList();
    }

    private static Prompt shipped(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no prompt " + name + ", only " + String.join(", ", NAMES));
        }
        try (var file = Prompts.class.getResourceAsStream(name + ".md")) {
            if (file == null) {
                throw new IllegalStateException("the prompt " + name + " is not on the class path");
            }
            return parse(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a prompt's file: its first line is {@code version: …}, everything after an empty line is the text.
     *
     * @throws IllegalArgumentException when it does not begin so
     */
    public static Prompt parse(String name, String file) {
        var end = file.indexOf("\n\n");
        if (!file.startsWith(HEADER) || end < 0 || file.substring(0, end).contains("\n")) {
            throw new IllegalArgumentException(
                    "the prompt " + name + " does not begin with a line 'version: …' and an empty one");
        }
        return new Prompt(
                name,
                file.substring(HEADER.length(), end).strip(),
                file.substring(end + 2).strip());
    }
}
