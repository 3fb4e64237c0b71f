package dev.baton.bench.subject;

import dev.baton.bench.load.Work;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Fills a store with runs that ended long ago: {@code FOLDER EVENTS}. */
public final class OldEvents {
    private static final int AT_A_TIME = 256;

    private OldEvents() {}

    public static void main(String[] args) throws Exception {
        var events = Long.parseLong(args[1]);
        try (var baton = EmbeddedBaton.onSqlite(Path.of(args[0]));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = IntStream.range(0, AT_A_TIME)
                    .mapToObj(i -> threads.submit(() -> {
                        while (baton.store().position() < events) {
                            baton.complete(baton.submit(Work.WRITES.word()).id());
                        }
                        return true;
                    }))
                    .toList();
            for (var client : clients) {
                client.get();
            }
        }
    }
}
