package dev.baton.testkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server in a folder of its own, on a loopback port of its own, without passwords and with fsync on. It may
 * be killed like a machine that loses power, but for what the machine's own memory still holds, and started again.
 *
 * <p>The programs are those of the newest version under {@code /usr/lib/postgresql}, or of the folder that the variable
 * {@code BATON_POSTGRES_BIN} names. They refuse to run as root; for root they run as {@code postgres} or {@code nobody}.
 */
public final class PostgresServer implements AutoCloseable {
    /** Whom to connect as, without a password. */
    public static final String USER = "baton";

    private static final long PATIENCE_SECONDS = 60;

    private final Path programs;
    private final Path folder;
    private final List<String> asUser;
    private final int port = freePort();
    private Optional<Process> process = Optional.empty();

    private PostgresServer(Path programs, Path folder, List<String> asUser) {
        this.programs = programs;
        this.folder = folder;
        this.asUser = asUser;
    }

    private static final class Shared {
        static final PostgresServer SERVER = startUntilExit();

        private static PostgresServer startUntilExit() {
            var server = start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        }
    }

    /**
     * The one server of this process, started when first asked for. Without PostgreSQL on this machine the test is
     * skipped, but fails where the variable {@code CI} is set, so that it is never left out by mistake.
     */
    public static PostgresServer shared() {
        requireInstalled();
        return Shared.SERVER;
    }

    /** Skips the test, or fails it where the variable {@code CI} is set, when PostgreSQL is not on this machine. */
    public static void requireInstalled() {
        var sentence = "PostgreSQL is not installed: no initdb under /usr/lib/postgresql/*/bin; install the package"
                + " postgresql, or name the folder of its programs in BATON_POSTGRES_BIN";
        if (installed().isEmpty() && System.getenv("CI") != null) {
            throw new IllegalStateException(sentence);
        }
        Assumptions.assumeTrue(installed().isPresent(), sentence);
    }

    private static Optional<Path> installed() {
        var named = Optional.ofNullable(System.getenv("BATON_POSTGRES_BIN")).map(Path::of);
        return named.isPresent() ? named : newestOf(Path.of("/usr/lib/postgresql"));
    }

    private static Optional<Path> newestOf(Path versions) {
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (var folders = Files.list(versions)) {
            return folders.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                    .max(Comparator.comparingInt(PostgresServer::number))
                    .map(version -> version.resolve("bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path version) {
        var digits = version.getFileName().toString().replaceFirst("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /** Makes a server without contents and starts it. */
    public static PostgresServer start() {
        requireInstalled();
        try {
            var folder = Files.createTempDirectory("baton-postgres-");
            var server = new PostgresServer(installed().orElseThrow(), folder, asOrdinaryUser(folder));
            server.initialize();
            server.restart();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be set up", e);
        }
    }

    /** The words before a command by which root becomes somebody else, who then owns the folder. */
    private static List<String> asOrdinaryUser(Path folder) throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        var user = read("id", "-u", "postgres").isPresent() ? "postgres" : "nobody";
        var group = read("id", "-g", user).orElseThrow();
        Files.setOwner(
                folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
        return List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--");
    }

    private static Optional<String> read(String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.inputReader()) {
            return Optional.ofNullable(out.readLine());
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void initialize() throws IOException {
        var done = run("initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        if (exitCode(done) != 0) {
            throw new IllegalStateException("initdb failed: " + log());
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private Process run(String program, String... arguments) throws IOException {
        var command = new ArrayList<>(asUser);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private static int exitCode(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("it did not end: " + process.info());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts the server on what it holds, as after {@link #kill}, and returns when it accepts connections. */
    public void restart() {
        try {
            var options = Stream.of(
                            "fsync=on",
                            "synchronous_commit=on",
                            "listen_addresses=127.0.0.1",
                            "unix_socket_directories=",
                            "max_connections=200")
                    .flatMap(option -> Stream.of("-c", option));
            var arguments = Stream.concat(Stream.of("-D", data(), "-p", Integer.toString(port)), options);
            var started = run("postgres", arguments.toArray(String[]::new));
            process = Optional.of(started);
            awaitReady(started);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be started", e);
        }
    }

    private void awaitReady(Process started) throws IOException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (exitCode(run("pg_isready", "-q", "-h", "127.0.0.1", "-p", Integer.toString(port))) != 0) {
            if (!started.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("PostgreSQL did not start: " + log());
            }
        }
    }

    /** Kills every process of it at once, without a chance to finish anything. */
    public void kill() {
        process.ifPresent(server -> {
            var all = Stream.concat(Stream.of(server.toHandle()), server.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(one -> one.onExit().join());
        });
        process = Optional.empty();
    }

    /** Of the database {@code postgres}, as {@link #USER}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
    }

    /** Kills the server and deletes what it held. */
    @Override
    public void close() {
        kill();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
