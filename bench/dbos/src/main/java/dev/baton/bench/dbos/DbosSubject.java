package dev.baton.bench.dbos;

import dev.baton.bench.load.MeasuredProcess;
import dev.baton.bench.load.Subject;
import dev.baton.bench.load.Work;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;

/** A workflow called on the client's own thread, which is the shortest way that DBOS offers. */
public final class DbosSubject implements Subject {
    private final DBOS dbos;
    private final Steps steps;

    /** What DBOS makes durable. */
    public interface Steps {
        int run(int n);
    }

    private record FiveSteps(DBOS dbos) implements Steps {
        @Override
        @Workflow(name = "steps")
        public int run(int n) {
            var last = n;
            for (var i = 1; i <= Work.STEPS; i++) {
                var before = last;
                last = dbos.runStep(() -> before + 1, "s" + i);
            }
            return last;
        }
    }

    private DbosSubject(String url) {
        this.dbos = new DBOS(DBOSConfig.defaults("bench")
                .withDatabaseUrl(url)
                .withDbUser("bench")
                .withDbPassword(""));
        this.steps = dbos.registerProxy(Steps.class, new FiveSteps(dbos));
        dbos.launch();
    }

    /** The database is named by the property {@code bench.jdbc}. */
    public static void main(String[] args) throws Exception {
        MeasuredProcess.run(args, folder -> new DbosSubject(System.getProperty("bench.jdbc")));
    }

    @Override
    public void run(Work work) {
        if (dbos.startWorkflow(() -> steps.run(0)).getResult() != Work.STEPS) {
            throw new IllegalStateException("the workflow gave something else");
        }
    }

    @Override
    public void close() {
        dbos.close();
    }
}
