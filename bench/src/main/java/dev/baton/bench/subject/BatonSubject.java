package dev.baton.bench.subject;

import dev.baton.bench.load.MeasuredProcess;
import dev.baton.bench.load.Subject;
import dev.baton.bench.load.Work;

/** Baton, embedded: the whole path from submitting a handoff to its receipt. */
public record BatonSubject(EmbeddedBaton baton) implements Subject {

    /** On SQLite. */
    public static void main(String[] args) throws Exception {
        MeasuredProcess.run(args, folder -> new BatonSubject(EmbeddedBaton.onSqlite(folder)));
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
