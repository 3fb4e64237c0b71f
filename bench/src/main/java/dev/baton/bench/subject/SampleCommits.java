package dev.baton.bench.subject;

import dev.baton.bench.load.Work;
import dev.baton.event.StoredRow;
import dev.baton.store.sqlite.SqliteEventStore;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The commits of one run of each kind, byte by byte as Baton writes them. */
record SampleCommits(Map<Work, List<byte[]>> commits) {

    /** Has Baton do one run of each kind in a folder. */
    static SampleCommits record(Path folder) throws InterruptedException {
        try (var baton = new BatonSubject(EmbeddedBaton.onSqlite(folder))) {
            for (var work : Work.values()) {
                baton.run(work);
            }
        }
        try (var store = SqliteEventStore.open(folder);
                var snapshot = store.snapshot()) {
            var commits = new EnumMap<Work, List<byte[]>>(Work.class);
            var runs = snapshot.rows(0, Integer.MAX_VALUE).stream()
                    .filter(row -> row.stream().startsWith("run/"))
                    .toList();
            var streams = runs.stream().map(StoredRow::stream).distinct().iterator();
            for (var work : Work.values()) {
                var stream = streams.next();
                commits.put(
                        work,
                        runs.stream()
                                .filter(row -> row.stream().equals(stream))
                                .map(StoredRow::packed)
                                .toList());
            }
            return new SampleCommits(commits);
        }
    }

    List<byte[]> of(Work work) {
        return commits.getOrDefault(work, List.of());
    }
}
