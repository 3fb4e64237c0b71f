package dev.baton.bench.dbos;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.baton.bench.load.MeasuredProcess;
import dev.baton.bench.load.Subject;
import dev.baton.bench.load.Work;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * A workflow that is started, which makes it durable, and carried out by DBOS's own threads while the client waits for
 * its result: what a handoff is.
 */
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

    private DbosSubject(DBOSConfig config) {
        this.dbos = new DBOS(config);
        this.steps = dbos.registerProxy(Steps.class, new FiveSteps(dbos));
        dbos.launch();
    }

    /**
     * The database is named by the property {@code bench.jdbc}; {@code bench.connections} says how many connections to it
     * there are, if not as many as DBOS opens by itself.
     */
    public static void main(String[] args) throws Exception {
        MeasuredProcess.run(
                args,
                folder -> new DbosSubject(
                        config(System.getProperty("bench.jdbc"), Integer.getInteger("bench.connections"))));
    }

    private static DBOSConfig config(String url, @Nullable Integer connections) {
        var config = DBOSConfig.defaults("bench")
                .withDatabaseUrl(url)
                .withDbUser("bench")
                .withDbPassword("");
        if (connections == null) {
            return config;
        }
        var pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(connections);
        return config.withDataSource(new HikariDataSource(pool));
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
