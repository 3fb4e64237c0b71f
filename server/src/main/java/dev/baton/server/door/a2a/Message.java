package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that was said.
 *
 * @param id given by who said it
 * @param user whether the other side said it, and not an agent here
 * @param metadata members of its own, an empty object without any
 */
record Message(
        String id, Optional<String> context, Optional<String> task, boolean user, List<Part> parts, Json.Obj metadata) {
    private static final int MOST_PARTS = 100;

    Message {
        parts = List.copyOf(parts);
    }

    /** What an agent here says about a task. */
    static Message ofAgent(String id, String context, String task, Part... parts) {
        return new Message(id, Optional.of(context), Optional.of(task), false, List.of(parts), Json.object());
    }

    Json.Obj toJson() {
        var json = Json.object("messageId", Json.text(id)).with("role", user ? "ROLE_USER" : "ROLE_AGENT");
        if (context.isPresent()) {
            json = json.with("contextId", context.get());
        }
        if (task.isPresent()) {
            json = json.with("taskId", task.get());
        }
        json = json.with("parts", Json.array(parts.stream().map(Part::toJson).toList()));
        return metadata.members().isEmpty() ? json : json.with("metadata", metadata);
    }

    static Message read(Params params) {
        var id = params.requiredText("messageId");
        var role = params.requiredText("role");
        if (!role.isEmpty() && !role.equals("ROLE_USER")) {
            params.problem("role", "should be ROLE_USER; what agents say comes from here");
        }
        var parts = new ArrayList<Part>();
        var given = params.children("parts");
        if (given.isEmpty() || given.size() > MOST_PARTS) {
            params.problem("parts", "should be a list of 1 to " + MOST_PARTS + " parts");
        } else {
            given.forEach(part -> Part.read(part).ifPresent(parts::add));
        }
        var metadata = params.child("metadata").map(Params::object).orElse(Json.object());
        return new Message(id, params.text("contextId"), params.text("taskId"), true, parts, metadata);
    }
}
