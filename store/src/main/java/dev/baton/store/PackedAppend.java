package dev.baton.store;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.EventPacking;
import java.util.List;

/**
 * Events packed by whoever commits them, so that the writer only binds bytes.
 *
 * @param hash of the last event
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of every row would be waste
public record PackedAppend(Append append, byte[] bytes, byte[] hash) {
    private static PackedAppend of(Append append) {
        return new PackedAppend(
                append, EventPacking.pack(append.events()), append.head().hash().bytes());
    }

    /** Those of a commit that hold events. */
    public static List<PackedAppend> of(Commit commit) {
        return commit.appends().stream()
                .filter(append -> !append.events().isEmpty())
                .map(PackedAppend::of)
                .toList();
    }
}
