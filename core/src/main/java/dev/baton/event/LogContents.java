package dev.baton.event;

import dev.baton.json.Digest;
import java.util.List;
import java.util.Optional;

/** Everything that a log holds, in pages, each in its order; an empty page is the end. */
public interface LogContents {

    /** The next rows after a position, at most {@code limit}. */
    List<StoredRow> rows(long afterPosition, int limit);

    /** The next holds after a key, by the digest of the key. */
    List<Hold> holds(Optional<Digest> after, int limit);

    /** The next wakes after a stream, by stream. */
    List<Wake> wakes(Optional<StreamId> after, int limit);
}
