package dev.baton.engine;

import dev.baton.assistant.ConversationEvent;
import dev.baton.assistant.ConversationState;
import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.HoldChange;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.principal.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Conversations as streams of the log. */
final class ConversationLog {
    private static final String CATEGORY = "conversation";

    private final EventStore store;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Supplier<String> salts;

    ConversationLog(EventStore store, InstantSource clock, Supplier<String> ids, Supplier<String> salts) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.salts = salts;
    }

    /** An event with its time. */
    record Entry(ConversationEvent event, Instant at) {}

    /** A conversation as it was when it was read. */
    record Loaded(StreamId stream, StreamHead head, List<Entry> entries, ConversationState state) {
        List<ConversationEvent> events() {
            return entries.stream().map(Entry::event).toList();
        }
    }

    /** An event about to be written, and who did it. */
    record Deed(ConversationEvent event, Principal by) {}

    /** Empty for a conversation that does not exist or that was erased. */
    Optional<Loaded> load(String conversation) {
        try {
            var stream = StreamId.of(CATEGORY, conversation);
            return Optional.of(load(stream, store.read(stream, 0)))
                    .filter(loaded -> loaded.state().start().isPresent());
        } catch (IllegalArgumentException e) {
            // no stream can have such a name
            return Optional.empty();
        }
    }

    private static Loaded load(StreamId stream, List<RecordedEvent> recorded) {
        var entries = new ArrayList<Entry>(recorded.size());
        for (var event : recorded) {
            event.event()
                    .contents()
                    .ifPresent(contents -> entries.add(
                            new Entry(ConversationEvent.read(event.type(), contents.payload()), event.at())));
        }
        var head = recorded.isEmpty() ? StreamHead.EMPTY : recorded.getLast().head();
        return new Loaded(
                stream,
                head,
                List.copyOf(entries),
                ConversationState.of(entries.stream().map(Entry::event).toList()));
    }

    /** False when somebody else wrote first: load again and decide anew. */
    boolean append(StreamId stream, StreamHead head, List<Deed> deeds) {
        var now = clock.instant();
        var events = deeds.stream()
                .map(deed -> new NewEvent(
                        deed.event().type(),
                        now,
                        deed.by().chain(),
                        Optional.empty(),
                        deed.event().payload()))
                .toList();
        return store.commit(Commit.of(ids.get(), Append.chain(stream, head, events, salts)))
                instanceof CommitOutcome.Committed;
    }

    /** Has a stream take a key and give another one back; when the key is another's, nothing happens. */
    void name(StreamId stream, String key, Optional<String> former) {
        var holds = new ArrayList<HoldChange>();
        former.filter(it -> !it.equals(key)).ifPresent(it -> holds.add(new HoldChange.Release(it, stream)));
        holds.add(new HoldChange.Take(key, stream));
        var commit = new Commit(ids.get(), List.of(), List.of(), holds);
        if (!(store.commit(commit) instanceof CommitOutcome.Committed) && former.isPresent()) {
            store.commit(new Commit(ids.get(), List.of(), List.of(), List.of(holds.getFirst())));
        }
    }

    String create(ConversationEvent.Started started) {
        var id = ids.get();
        if (!append(StreamId.of(CATEGORY, id), StreamHead.EMPTY, List.of(new Deed(started, started.with())))) {
            throw new IllegalStateException("the new conversation id " + id + " is taken");
        }
        return id;
    }
}
