package dev.baton.server.door.a2a;

import dev.baton.json.Json;

/** One item of a stream, or of what is pushed. */
sealed interface Update {
    /** How far the task had come. */
    long revision();

    /** A {@code StreamResponse}. */
    Json.Obj toJson();

    record Whole(Task task) implements Update {
        @Override
        public long revision() {
            return task.revision();
        }

        @Override
        public Json.Obj toJson() {
            return Json.object("task", task.toJson());
        }
    }

    record Changed(String task, String context, Task.Status status, long revision) implements Update {
        @Override
        public Json.Obj toJson() {
            return Json.object(
                    "statusUpdate",
                    Json.object("taskId", Json.text(task))
                            .with("contextId", context)
                            .with("status", status.toJson()));
        }
    }

    /**
     * @param append whether it goes on with the artifact of the same id
     * @param last whether nothing more of it comes
     */
    record Produced(String task, String context, Task.Artifact artifact, boolean append, boolean last, long revision)
            implements Update {
        @Override
        public Json.Obj toJson() {
            return Json.object(
                    "artifactUpdate",
                    Json.object("taskId", Json.text(task))
                            .with("contextId", context)
                            .with("artifact", artifact.toJson())
                            .with("append", Json.bool(append))
                            .with("lastChunk", Json.bool(last)));
        }
    }
}
