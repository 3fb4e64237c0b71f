package dev.baton.bench.doors;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A {@link DoorServer} in a process of its own. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final String url;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.url = read("the server did not start; its messages are above");
    }

    public static ServerProcess start(Path folder, Optional<String> model) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                DoorServer.class.getName(),
                folder.toString()));
        model.ifPresent(command::add);
        return new ServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(new File(folder + ".log")))
                .start());
    }

    public String url() {
        return url;
    }

    /** The heap that is in use, in bytes. */
    public long memory() throws IOException {
        in.write("\n");
        in.flush();
        return Long.parseLong(read("the server ended"));
    }

    /** The first line that is none of its log. */
    private String read(String otherwise) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("http://") || line.matches("[0-9]+")) {
                return line;
            }
        }
        throw new IOException(otherwise);
    }

    @Override
    public void close() throws IOException {
        in.close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
