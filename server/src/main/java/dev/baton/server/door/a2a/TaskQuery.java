package dev.baton.server.door.a2a;

import java.time.Instant;
import java.util.Optional;

/**
 * Which tasks.
 *
 * @param size of a page
 * @param token of the page, as the one before told it
 */
record TaskQuery(
        Optional<String> context,
        Optional<TaskState> state,
        Optional<Instant> changedSince,
        int size,
        Optional<String> token,
        Optional<Integer> history,
        boolean artifacts) {
    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 100;

    static TaskQuery read(Params params) {
        var size = params.whole("pageSize").orElse(DEFAULT_SIZE);
        if (size < 1 || size > LARGEST_SIZE) {
            params.problem("pageSize", "should be from 1 to " + LARGEST_SIZE);
        }
        var state = params.text("status").filter(it -> !it.equals("TASK_STATE_UNSPECIFIED"));
        var query = new TaskQuery(
                params.text("contextId"),
                state.flatMap(it -> {
                    var known = TaskState.of(it);
                    if (known.isEmpty()) {
                        params.problem("status", "should be a state as TASK_STATE_WORKING");
                    }
                    return known;
                }),
                params.time("statusTimestampAfter"),
                size,
                params.text("pageToken"),
                SendRequest.history(params),
                params.flag("includeArtifacts"));
        params.check();
        return query;
    }
}
