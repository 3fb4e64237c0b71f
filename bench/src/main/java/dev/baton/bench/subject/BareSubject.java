package dev.baton.bench.subject;

import dev.baton.bench.load.MeasuredProcess;
import dev.baton.bench.load.Subject;
import dev.baton.bench.load.Work;
import java.io.IOException;
import java.nio.file.Path;

/** Only the writing: the same commits as Baton's, one after the other for each run, and nothing decided or read. */
public final class BareSubject implements Subject {
    private final SampleCommits sample;
    private final GroupCommit log;

    private BareSubject(SampleCommits sample, GroupCommit.Medium medium) {
        this.sample = sample;
        this.log = new GroupCommit(medium);
    }

    static BareSubject onFile(Path folder) throws Exception {
        return new BareSubject(SampleCommits.record(folder.resolve("sample")), RawFile.create(folder.resolve("log")));
    }

    static BareSubject onSqlite(Path folder) throws Exception {
        return new BareSubject(
                SampleCommits.record(folder.resolve("sample")), BareTable.create(folder.resolve("log.db")));
    }

    /** A file that only grows. */
    public static final class OnFile {
        private OnFile() {}

        public static void main(String[] args) throws Exception {
            MeasuredProcess.run(args, BareSubject::onFile);
        }
    }

    /** A table that only grows. */
    public static final class OnSqlite {
        private OnSqlite() {}

        public static void main(String[] args) throws Exception {
            MeasuredProcess.run(args, BareSubject::onSqlite);
        }
    }

    @Override
    public void run(Work work) throws InterruptedException {
        for (var commit : sample.of(work)) {
            log.commit(commit);
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
