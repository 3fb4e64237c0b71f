package dev.baton.engine;

import dev.baton.engine.ErasureEvents.ContentsErased;
import dev.baton.engine.ErasureEvents.ErasureBegun;
import dev.baton.engine.ErasureEvents.ErasureDone;
import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.principal.Principal;
import dev.baton.run.RunState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Erases, first in the log, then wherever the log has led to. */
final class Eraser implements Erasures {
    private static final String OPERATOR = "operator";
    private static final Pattern SUBJECT = Pattern.compile("(person|customer|service|assistant|agent):\\S.*");

    /** Has the lists forget what the log no longer holds; returns once they have. */
    interface Lists {
        void follow(long position) throws InterruptedException;
    }

    private final EventStore store;
    private final RunLog runs;
    private final ConversationLog conversations;
    private final Lists lists;
    private final InstantSource clock;
    private final Ids ids;

    Eraser(EventStore store, Lists lists, InstantSource clock, Ids ids) {
        this.store = store;
        this.runs = new RunLog(store, ids);
        this.conversations = new ConversationLog(store, clock, ids::next, ids::salt);
        this.lists = lists;
        this.clock = clock;
        this.ids = ids;
    }

    /** What there is about a subject. */
    private record Found(List<StreamEnd> streams, List<LeftAlone> leftAlone) {
        List<String> ids(String category) {
            return streams.stream()
                    .map(StreamEnd::stream)
                    .filter(stream -> stream.category().equals(category))
                    .map(StreamId::id)
                    .toList();
        }

        Outcome.Done done(String erasure, long events) {
            return new Outcome.Done(
                    erasure, ids("run"), ids("conversation"), !ids("memory").isEmpty(), events, leftAlone);
        }
    }

    @Override
    public Outcome preview(String subject, Principal by) {
        return objections(subject, by).orElseGet(() -> find(subject).done("", 0));
    }

    @Override
    public Outcome erase(String subject, Principal by) {
        return objections(subject, by).orElseGet(() -> erase(subject, find(subject), by));
    }

    private static Optional<Outcome> objections(String subject, Principal by) {
        if (by.kind() != Principal.Kind.PERSON || !by.has(OPERATOR)) {
            return Optional.of(new Outcome.NotAllowed(
                    by.reference() + " may not erase; that takes a person with the role " + OPERATOR));
        }
        return SUBJECT.matcher(subject).matches()
                ? Optional.empty()
                : Optional.of(new Outcome.Invalid(
                        "'" + subject + "' names nobody; a subject is a kind and an id, as customer:CUS-0001"));
    }

    private Outcome erase(String subject, Found found, Principal by) {
        if (found.streams().isEmpty()) {
            return found.done("", 0);
        }
        var begun = new ErasureBegun("e-" + ids.next(), ErasureEvents.digest(subject), found.streams());
        append(begun, by);
        return found.done(begun.erasure(), finish(begun, by));
    }

    /** Finishes what was broken off before. */
    void finishOld() {
        for (var begun : ErasureEvents.unfinished(store.read(ErasureEvents.STREAM, 0))) {
            finish(begun, Principal.SYSTEM);
        }
    }

    private long finish(ErasureBegun begun, Principal by) {
        var events = store.erase(begun.streams(), clock.instant());
        var streams = begun.streams().stream().map(StreamEnd::stream).toList();
        follow(append(new ContentsErased(begun.erasure(), streams), by));
        var found = new Found(begun.streams(), List.of());
        append(
                new ErasureDone(
                        begun.erasure(),
                        events,
                        found.ids("run").size(),
                        found.ids("conversation").size()),
                by);
        return events;
    }

    private void follow(long position) {
        try {
            lists.follow(position);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the lists had followed; it is finished later", e);
        }
    }

    private long append(ErasureEvents event, Principal by) {
        while (true) {
            var now = clock.instant();
            var append = Append.chain(
                    ErasureEvents.STREAM, store.head(ErasureEvents.STREAM), List.of(event.toNew(now, by)), ids::salt);
            if (store.commit(Commit.of(runs.commitId(), append)) instanceof CommitOutcome.Committed committed) {
                return committed.position();
            }
        }
    }

    private Found find(String subject) {
        var streams = new ArrayList<StreamEnd>();
        var leftAlone = new ArrayList<LeftAlone>();
        for (var stream : SubjectSearch.streamsOf(store, subject)) {
            var why = stream.category().equals("run") ? whyNotRun(stream) : whyNotConversation(stream);
            why.ifPresentOrElse(reason -> leftAlone.add(new LeftAlone(stream.id(), reason)), () -> {
                streams.add(new StreamEnd(stream, store.head(stream)));
                streams.addAll(sharing(stream));
            });
        }
        streams.addAll(memory(subject));
        return new Found(streams, leftAlone);
    }

    /** What is remembered of runs goes also where the runs themselves are archived. */
    private List<StreamEnd> memory(String subject) {
        var stream = MemoryLog.stream(subject);
        return MemoryLog.holdsSomething(store, stream) ? List.of(new StreamEnd(stream, store.head(stream))) : List.of();
    }

    /** Who took what of a run, with what they said about it, and who was told of it. */
    private List<StreamEnd> sharing(StreamId stream) {
        if (!stream.category().equals("run")) {
            return List.of();
        }
        return Stream.of(InboxLog.stream(stream.id()), CallbackLog.stream(RunNames.handoffOfRun(stream.id())))
                .map(it -> new StreamEnd(it, store.head(it)))
                .filter(it -> !it.head().equals(StreamHead.EMPTY))
                .toList();
    }

    private Optional<String> whyNotRun(StreamId stream) {
        if (!isOver(stream.id())) {
            return Optional.of("the run is still going on; cancel it or erase again when it has ended");
        }
        return runs.load(stream.id())
                .flatMap(loaded -> Views.submitted(loaded).parent())
                .filter(parent -> !isOver(parent.run()))
                .map(parent -> "the run " + parent.run() + ", which asked for it, is still going on");
    }

    private boolean isOver(String run) {
        return runs.load(run)
                .map(loaded -> loaded.state() instanceof RunState.Ended)
                .orElse(true);
    }

    private Optional<String> whyNotConversation(StreamId stream) {
        var state = conversations.load(stream.id()).map(ConversationLog.Loaded::state);
        if (state.flatMap(it -> it.confirmed()).isPresent()) {
            return Optional.of("what was confirmed in it is being handed off");
        }
        return state.flatMap(it -> it.handoffs().stream()
                        .filter(handoff -> !isOver(RunNames.runOfHandoff(handoff)))
                        .findFirst())
                .map(handoff -> "its handoff " + handoff + " is still going on");
    }
}
