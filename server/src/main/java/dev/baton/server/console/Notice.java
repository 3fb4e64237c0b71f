package dev.baton.server.console;

import java.util.Optional;

/**
 * What became of what somebody just did.
 *
 * @param tone a class of the style sheet
 * @param run to look at next
 */
public record Notice(String tone, String text, Optional<String> run) {
    static Notice good(String text, String run) {
        return new Notice("good", text, Optional.of(run));
    }

    /** What was done, in the engine's words. */
    static Notice noted(String text) {
        return new Notice("good", sentence(text), Optional.empty());
    }

    static Notice bad(String text) {
        return new Notice("bad", sentence(text), Optional.empty());
    }

    /** The engine's messages begin in lower case and end without a full stop. */
    private static String sentence(String text) {
        var capital = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return capital.endsWith(".") || capital.endsWith("?") ? capital : capital + ".";
    }
}
