package dev.baton.store.sqlite;

import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.json.Digest;
import dev.baton.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where streams end: those written to last from memory, the others from the table. */
final class StreamHeads {
    static final String LAST =
            "SELECT revision + events - 1, hash FROM append WHERE stream = ? ORDER BY revision DESC LIMIT 1";
    private static final int REMEMBERED = 20_000;

    private final PreparedStatement last;
    private final Map<StreamId, StreamHead> recent = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, StreamHead> eldest) {
            return size() > REMEMBERED;
        }
    };

    StreamHeads(Connection connection) throws SQLException {
        last = connection.prepareStatement(LAST);
    }

    StreamHead of(StreamId stream) throws SQLException {
        var known = recent.get(stream);
        return known != null
                ? known
                : Sql.row(last, StreamHeads::head, stream.value()).orElse(StreamHead.EMPTY);
    }

    static StreamHead head(ResultSet row) throws SQLException {
        return new StreamHead(row.getLong(1), new Digest(HexFormat.of().formatHex(row.getBytes(2))));
    }

    void moved(StreamId stream, StreamHead head) {
        recent.put(stream, head);
    }

    void removed(StreamId stream) {
        recent.remove(stream);
    }

    /** What was remembered may not have happened. */
    void forget() {
        recent.clear();
    }
}
