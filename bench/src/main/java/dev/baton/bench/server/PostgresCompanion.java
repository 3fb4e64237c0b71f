package dev.baton.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL as it is installed here, with every commit synced to disk. */
public final class PostgresCompanion implements Companion {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String SETTINGS =
            "-c fsync=on -c synchronous_commit=on -c shared_buffers=256MB -c max_connections=300";

    private final Path programs;

    private PostgresCompanion(Path programs) {
        this.programs = programs;
    }

    /** @throws MissingException when it is not installed, or may not be started by this user */
    public static PostgresCompanion find() throws IOException {
        var programs = Optional.ofNullable(System.getenv("BATON_POSTGRES"))
                .map(home -> Path.of(home, "bin"))
                .or(() -> Shell.find("initdb").flatMap(PostgresCompanion::folderOf))
                .or(PostgresCompanion::newestOfDebian)
                .orElseThrow(() -> new MissingException("PostgreSQL is not installed here (apt install postgresql), and"
                        + " BATON_POSTGRES names no folder that holds it"));
        if (!Files.isExecutable(programs.resolve("initdb"))) {
            throw new MissingException("there is no initdb in " + programs);
        }
        return new PostgresCompanion(programs);
    }

    private static Optional<Path> folderOf(Path link) {
        try {
            return Optional.ofNullable(link.toRealPath().getParent());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> newestOfDebian() {
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Running start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var log = folder.resolveSibling(folder.getFileName() + ".log");
        var asUser = asUser();
        if (!asUser.isEmpty()) {
            Shell.run(log, List.of("chown", asUser.get(2), folder.toString()));
        }
        var port = Shell.freePort();
        var data = folder.resolve("data");
        Shell.run(log, command(asUser, "initdb", "-D", data.toString(), "-U", "bench", "-A", "trust", "-N"));
        var settings = SETTINGS + " -p " + port + " -k '" + folder + "' -h 127.0.0.1";
        var serverLog = folder.resolve("server.log").toString();
        Shell.run(
                log, command(asUser, "pg_ctl", "-w", "-D", data.toString(), "-o", settings, "-l", serverLog, "start"));
        Shell.run(log, command(List.of(), "createdb", "-h", "127.0.0.1", "-p", "" + port, "-U", "bench", "bench"));
        return new Server("jdbc:postgresql://127.0.0.1:" + port + "/bench?user=bench", () -> {
            try {
                Shell.run(log, command(asUser, "pg_ctl", "-w", "-m", "fast", "-D", data.toString(), "stop"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private List<String> command(List<String> asUser, String program, String... arguments) {
        var command = new ArrayList<>(asUser);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** PostgreSQL refuses to be started by root. */
    private static List<String> asUser() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        var known = Files.readString(Path.of("/etc/passwd"));
        var user = known.contains("\npostgres:") ? "postgres" : "nobody";
        return List.of("runuser", "-u", user, "--");
    }

    private interface Stop {
        void stop() throws IOException;
    }

    private record Server(String jdbc, Stop stop) implements Running {
        @Override
        public List<String> options() {
            return List.of("-Dbench.jdbc=" + jdbc);
        }

        @Override
        public void close() throws IOException {
            stop.stop();
        }
    }
}
