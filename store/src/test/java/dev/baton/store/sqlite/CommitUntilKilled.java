package dev.baton.store.sqlite;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.EventStore;
import dev.baton.event.HoldChange;
import dev.baton.event.NewEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.WakeChange;
import dev.baton.json.Json;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/** A process that commits without end and prints a line for every commit that was acknowledged. */
final class CommitUntilKilled {
    private static final int WRITERS = 16;

    private CommitUntilKilled() {}

    static void main(String[] args) throws InterruptedException {
        var store = SqliteEventStore.open(Path.of(args[0]));
        var life = args[1];
        for (var writer = 0; writer < WRITERS; writer++) {
            var name = "w-" + writer;
            Thread.ofVirtual().start(() -> commitWithoutEnd(store, name, life, System.out));
        }
        new CountDownLatch(1).await();
    }

    private static void commitWithoutEnd(EventStore store, String name, String life, PrintStream out) {
        var random = new SplittableRandom(name.hashCode());
        var stream = StreamId.of("run", name);
        var before = store.read(stream, 0);
        var head = before.isEmpty() ? StreamHead.EMPTY : before.getLast().head();
        for (var n = 0; ; n++) {
            var id = name + "-" + life + "-" + n;
            var append = append(stream, head, random.nextInt(1, 5), random.nextInt(10, 3000));
            var outcome = store.commit(new Commit(
                    id,
                    List.of(append),
                    List.of(new WakeChange.At(StreamId.of("run", id), Instant.EPOCH)),
                    List.of(new HoldChange.Take("hold-" + id, stream))));
            if (!(outcome instanceof Committed(var position))) {
                throw new IllegalStateException("not committed: " + outcome);
            }
            head = append.head();
            out.println(id + " " + stream + " " + head.revision() + " " + position);
        }
    }

    private static Append append(StreamId stream, StreamHead head, int events, int size) {
        var event = new NewEvent(
                "Written",
                Instant.EPOCH,
                "system:test",
                Optional.empty(),
                Json.object("x", Json.text("y".repeat(size))));
        return Append.chain(stream, head, Collections.nCopies(events, event), () -> "00112233445566778899aabbccddeeff");
    }
}
