package dev.baton.workspace;

import dev.baton.json.Json;
import java.util.List;
import java.util.Map;

/**
 * One YAML document as JSON.
 *
 * @param positions by JSON pointer: of a member its key, of a list item the item
 * @param mistakes in the YAML itself; when there are any, {@code json} is only what could be read
 */
record YamlDocument(Json json, Map<String, Position> positions, List<Mistake> mistakes) {

    /** Something that makes the text no acceptable YAML. */
    record Mistake(Position position, String message) {}

    /** The place of a value, or of the nearest value that holds it. */
    Position position(String pointer) {
        var found = positions.get(pointer);
        if (found != null) {
            return found;
        }
        return pointer.isEmpty() ? Position.START : position(pointer.substring(0, pointer.lastIndexOf('/')));
    }
}
