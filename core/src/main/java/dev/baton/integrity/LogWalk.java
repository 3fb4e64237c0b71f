package dev.baton.integrity;

import dev.baton.event.Hold;
import dev.baton.event.LogContents;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Going through all contents of a log in their order. */
public final class LogWalk {
    private static final int PAGE = 500;

    private LogWalk() {}

    /**
     * Verifies a log to its end, or as far as it can be read.
     *
     * @param progress is told each position that was reached
     */
    public static Report verify(LogContents contents, Expected expected, LongConsumer progress) {
        var verification = new Verification(expected);
        try {
            rows(contents, row -> {
                verification.row(row);
                progress.accept(row.position());
            });
            holds(contents, verification::hold);
            wakes(contents, verification::wake);
        } catch (StoreUnavailableException e) {
            verification.breakOff(String.valueOf(e.getMessage()));
        }
        return verification.end();
    }

    static void rows(LogContents contents, Consumer<StoredRow> visitor) {
        LogWalk.<StoredRow, Long>each(last -> contents.rows(last.orElse(0L), PAGE), StoredRow::position, visitor);
    }

    static void holds(LogContents contents, Consumer<Hold> visitor) {
        LogWalk.<Hold, Digest>each(last -> contents.holds(last, PAGE), Hold::key, visitor);
    }

    static void wakes(LogContents contents, Consumer<Wake> visitor) {
        LogWalk.<Wake, StreamId>each(last -> contents.wakes(last, PAGE), Wake::stream, visitor);
    }

    private static <T, K> void each(Function<Optional<K>, List<T>> page, Function<T, K> key, Consumer<T> visitor) {
        var next = page.apply(Optional.empty());
        while (!next.isEmpty()) {
            next.forEach(visitor);
            next = page.apply(Optional.of(key.apply(next.getLast())));
        }
    }
}
