package dev.baton.event;

import dev.baton.json.Digest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The events of one commit and stream as a store keeps them. Nothing here was checked, so that damage can be told from
 * absence: it is {@link #unpack} that finds out.
 *
 * @param position of the last event inside
 * @param revision of the first event inside
 * @param events how many are inside
 * @param hash of the last event inside
 * @param packed in the form of {@link EventPacking}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of every row would be waste
public record StoredRow(
        long position, String stream, long revision, int events, String commit, byte[] hash, byte[] packed) {

    public static StoredRow of(
            long position, long revision, String commit, StreamId stream, List<ChainedEvent> events) {
        return new StoredRow(
                position,
                stream.value(),
                revision,
                events.size(),
                commit,
                events.getLast().hash().bytes(),
                EventPacking.pack(events));
    }

    public long firstPosition() {
        return position - events + 1;
    }

    public long lastRevision() {
        return revision + events - 1;
    }

    /** @throws DamagedRowException when the row is not what any store has written */
    public List<RecordedEvent> unpack() {
        var unpacked = unpacked();
        if (unpacked.size() != events) {
            throw damaged("it should hold " + events + " events but holds " + unpacked.size());
        }
        if (!unpacked.getLast().hash().equals(hashOfLast())) {
            throw damaged("the hash beside it is not that of its last event");
        }
        var id = streamId();
        return IntStream.range(0, events)
                .mapToObj(i -> new RecordedEvent(id, revision + i, firstPosition() + i, commit, unpacked.get(i)))
                .toList();
    }

    /** @throws DamagedRowException when no stream can have that name */
    public StreamId streamId() {
        try {
            return new StreamId(stream);
        } catch (IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    /** @throws DamagedRowException when it is no digest */
    public Digest hashOfLast() {
        try {
            return new Digest(HexFormat.of().formatHex(hash));
        } catch (IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private List<ChainedEvent> unpacked() {
        try {
            return EventPacking.unpack(packed);
        } catch (RuntimeException e) {
            // whatever it is that parsing stumbles over, the bytes are not the ones that were written
            throw damaged("it cannot be read: " + e.getMessage());
        }
    }

    private DamagedRowException damaged(String what) {
        return new DamagedRowException(this, what);
    }
}
