package dev.baton.json;

/**
 * Something wrong in a document that a person or a model wrote.
 *
 * @param path where, as a JSON pointer; empty for the whole document
 * @param message what, and what would be right
 */
public record Problem(String path, String message) {
    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
