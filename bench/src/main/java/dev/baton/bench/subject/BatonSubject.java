package dev.baton.bench.subject;

import dev.baton.bench.load.MeasuredProcess;
import dev.baton.bench.load.Subject;
import dev.baton.bench.load.Work;

/** Baton, embedded: the whole path from submitting a handoff to its receipt. */
public record BatonSubject(EmbeddedBaton baton) implements Subject {

    /** On the database that the property {@code bench.jdbc} names, or on SQLite. */
    public static void main(String[] args) throws Exception {
        MeasuredProcess.run(args, folder -> {
            var jdbc = System.getProperty("bench.jdbc");
            return new BatonSubject(jdbc == null ? EmbeddedBaton.onSqlite(folder) : EmbeddedBaton.onPostgres(jdbc));
        });
    }

    @Override
    public void run(Work work) throws InterruptedException {
        baton.complete(baton.submit(work.word()).id());
    }

    @Override
    public void close() {
        baton.close();
    }
}
