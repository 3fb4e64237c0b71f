package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Optional;

/**
 * A piece of work as the other side sees it.
 *
 * @param revision how far it has come; what is told later has a higher one
 * @param history what was said, the oldest first
 */
record Task(
        String id,
        String context,
        Status status,
        List<Artifact> artifacts,
        List<Message> history,
        Json.Obj metadata,
        long revision) {

    Task {
        artifacts = List.copyOf(artifacts);
        history = List.copyOf(history);
    }

    /**
     * @param at when this began to be so
     */
    record Status(TaskState state, Optional<Message> message, Instant at) {
        private static final DateTimeFormatter TIME =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

        Json.Obj toJson() {
            var json = Json.object("state", Json.text(state.word()));
            if (message.isPresent()) {
                json = json.with("message", message.get().toJson());
            }
            return json.with("timestamp", TIME.format(at));
        }
    }

    /** @param id unique within its task */
    record Artifact(String id, String name, List<Part> parts) {
        Json.Obj toJson() {
            var json = Json.object("artifactId", Json.text(id));
            return (name.isEmpty() ? json : json.with("name", name))
                    .with("parts", Json.array(parts.stream().map(Part::toJson).toList()));
        }
    }

    /** At most so many of the last messages; all of them without a limit. */
    Task remembering(Optional<Integer> messages) {
        var limit = messages.orElse(Integer.MAX_VALUE);
        return history.size() <= limit
                ? this
                : new Task(
                        id,
                        context,
                        status,
                        artifacts,
                        history.subList(history.size() - limit, history.size()),
                        metadata,
                        revision);
    }

    Json.Obj toJson() {
        return artifacts.isEmpty() ? withoutArtifacts() : withArtifacts();
    }

    /** Also when there are none. */
    Json.Obj withArtifacts() {
        return withoutArtifacts()
                .with(
                        "artifacts",
                        Json.array(artifacts.stream().map(Artifact::toJson).toList()));
    }

    Json.Obj withoutArtifacts() {
        var json = Json.object("id", Json.text(id)).with("contextId", context).with("status", status.toJson());
        if (!history.isEmpty()) {
            json = json.with(
                    "history", Json.array(history.stream().map(Message::toJson).toList()));
        }
        return metadata.members().isEmpty() ? json : json.with("metadata", metadata);
    }
}
