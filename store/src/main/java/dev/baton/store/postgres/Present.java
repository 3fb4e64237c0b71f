package dev.baton.store.postgres;

import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.json.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the tables hold of all that a group of commits is decided on, while the end of the log is locked. */
final class Present {
    private final Map<StreamId, StreamHead> heads = new HashMap<>();
    private final Map<String, Long> commits = new HashMap<>();
    private final Map<Digest, StreamId> holders = new HashMap<>();
    private final Map<StreamId, QueuedStream> queued = new HashMap<>();
    private long position;

    void position(long last) {
        position = last;
    }

    void head(StreamId stream, StreamHead head) {
        heads.put(stream, head);
    }

    void commit(String id, long answered) {
        commits.put(id, answered);
    }

    void holder(Digest key, StreamId owner) {
        holders.put(key, owner);
    }

    void queued(StreamId stream, QueuedStream place) {
        queued.put(stream, place);
    }

    long position() {
        return position;
    }

    StreamHead head(StreamId stream) {
        return heads.getOrDefault(stream, StreamHead.EMPTY);
    }

    Optional<Long> commit(String id) {
        return Optional.ofNullable(commits.get(id));
    }

    Optional<StreamId> holder(Digest key) {
        return Optional.ofNullable(holders.get(key));
    }

    Optional<QueuedStream> queued(StreamId stream) {
        return Optional.ofNullable(queued.get(stream));
    }
}
