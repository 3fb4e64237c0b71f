package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import java.util.List;

/**
 * @param next token of the page after this one, empty on the last
 * @param total how many there are on all pages
 */
record TaskPage(List<Task> tasks, String next, int total) {

    Json.Obj toJson(TaskQuery query) {
        var shown = tasks.stream()
                .map(task -> task.remembering(query.history()))
                .map(task -> query.artifacts() ? task.withArtifacts() : task.withoutArtifacts())
                .toList();
        return Json.object("tasks", Json.array(shown))
                .with("nextPageToken", next)
                .with("pageSize", Json.number(query.size()))
                .with("totalSize", Json.number(total));
    }
}
