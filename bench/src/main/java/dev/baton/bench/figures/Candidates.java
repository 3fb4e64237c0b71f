package dev.baton.bench.figures;

import dev.baton.bench.load.Load;
import dev.baton.bench.server.Companion;
import dev.baton.bench.server.PostgresCompanion;
import dev.baton.bench.server.RestateCompanion;
import dev.baton.bench.subject.BareSubject;
import dev.baton.bench.subject.BatonSubject;
import dev.baton.bench.subject.OldEvents;
import dev.baton.bench.subject.ParkedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Who takes part. Whoever cannot be had on this machine is left out with a sentence. */
final class Candidates {
    private static final String PARKED = "parked";

    private final List<String> own = List.of(System.getProperty("java.class.path"));
    private final Path home;
    private final Extent extent;
    private final Predicate<String> wanted;
    private final Progress progress;
    private final List<Candidate> list = new ArrayList<>();

    /**
     * @param home of the source tree, where peers were built
     * @param wanted by name
     */
    Candidates(Path home, Extent extent, Predicate<String> wanted, Progress progress) {
        this.home = home;
        this.extent = extent;
        this.wanted = wanted;
        this.progress = progress;
    }

    /** Where a server comes from. */
    private interface Source {
        Companion get() throws IOException, InterruptedException;
    }

    /** Finds out who is there. */
    Candidates gather() throws InterruptedException {
        own(Names.RAW_FILE, BareSubject.OnFile.class);
        own(Names.BARE_SQLITE, BareSubject.OnSqlite.class);
        own(Names.BATON_SQLITE, BatonSubject.class);
        onPostgres();
        var dbos = "dev.baton.bench.dbos.DbosSubject";
        peer(Names.DBOS, dbos, "dbos", PostgresCompanion::find);
        peer(Names.DBOS_32, dbos, "dbos", PostgresCompanion::find, "-Dbench.connections=32");
        peer(
                Names.RESTATE,
                "dev.baton.bench.restate.RestateSubject",
                "restate",
                () -> RestateCompanion.fetch(home.resolve("target/restate")));
        peer(Names.TEMPORAL, "dev.baton.bench.temporal.TemporalSubject", "temporal", () -> Companion.NONE);
        return this;
    }

    private void own(String name, Class<?> main) {
        if (wanted.test(name)) {
            list.add(own(name, main, extent.loads()));
        }
    }

    private Candidate own(String name, Class<?> main, List<Load> loads) {
        return new Candidate(name, main.getName(), own, Companion.NONE, loads);
    }

    private void onPostgres() {
        if (!wanted.test(Names.BATON_POSTGRES)) {
            return;
        }
        try {
            list.add(new Candidate(
                    Names.BATON_POSTGRES, BatonSubject.class.getName(), own, PostgresCompanion.find(), extent.loads()));
        } catch (IOException e) {
            leftOut(Names.BATON_POSTGRES, e);
        }
    }

    private void leftOut(String name, IOException reason) {
        progress.warn(name + " is left out: " + reason.getMessage());
    }

    private void peer(String name, String main, String module, Source source, String... options)
            throws InterruptedException {
        if (!wanted.test(name)) {
            return;
        }
        var built = home.resolve("bench").resolve(module);
        try {
            if (!Files.isDirectory(built.resolve("target/lib"))) {
                throw new Companion.MissingException("its libraries were not built, see target/build.log");
            }
            list.add(new Candidate(
                    name, main, Candidate.built(built), List.of(options), source.get(), extent.loadsOfPeers()));
        } catch (IOException e) {
            leftOut(name, e);
        }
    }

    List<Candidate> list() {
        return List.copyOf(list);
    }

    /** Baton on a store that has been in use for long. */
    Optional<Candidate> full() {
        return wanted.test(Names.BATON_SQLITE_FULL)
                ? Optional.of(own(Names.BATON_SQLITE_FULL, BatonSubject.class, extent.fewestLoads()))
                : Optional.empty();
    }

    Candidate filling() {
        return own("filling", OldEvents.class, List.of());
    }

    boolean parks() {
        return wanted.test(PARKED);
    }

    Candidate parking() {
        return own(PARKED, ParkedRuns.class, List.of());
    }
}
