package dev.baton.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Events to add to one stream that must still end where the caller saw it end. Without events it only asserts that.
 *
 * @param expected the end of the stream on which the caller decided
 * @param events chained on from there by the caller, so that a store only binds bytes
 */
public record Append(StreamId stream, StreamHead expected, List<ChainedEvent> events) {
    public Append {
        events = List.copyOf(events);
    }

    /**
     * Chains events onto the end of a stream.
     *
     * @param salts gives 16 random bytes in hexadecimal for each event
     */
    public static Append chain(StreamId stream, StreamHead expected, List<NewEvent> events, Supplier<String> salts) {
        var chained = new ArrayList<ChainedEvent>(events.size());
        var head = expected;
        for (var event : events) {
            var next = ChainedEvent.chain(stream, head, event, salts.get());
            chained.add(next);
            head = new StreamHead(head.revision() + 1, next.hash());
        }
        return new Append(stream, expected, chained);
    }

    /** Asserts that a stream still ends where the caller saw it end. */
    public static Append nothing(StreamId stream, StreamHead expected) {
        return new Append(stream, expected, List.of());
    }

    /** Where the stream ends once this is appended. */
    public StreamHead head() {
        return events.isEmpty()
                ? expected
                : new StreamHead(
                        expected.revision() + events.size(), events.getLast().hash());
    }
}
