package dev.baton.integrity;

import dev.baton.json.Json;
import dev.baton.json.JsonMapping;

/** The last line of a log in a file: what there has to be before it. */
record LogFileEnd(long rows, long holds, long wakes, LogPoint end) {
    Json.Obj toJson() {
        return JsonMapping.toJson(this);
    }
}
