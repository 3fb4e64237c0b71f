package dev.baton.examples.agentdojo;

import dev.baton.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The trial system: a process with the tools of one suite, which counts what was done and judges it. */
final class Dojo implements AutoCloseable {
    private static final long SECONDS_TO_END = 5;

    private final Path folder;
    private final String suite;
    private final Process process;
    private final Web admin;
    private final String url;

    /** @param folder that holds {@code dojo_server.py} */
    Dojo(Path folder, String suite) throws IOException {
        this.folder = folder;
        this.suite = suite;
        this.process = python("dojo_server.py", "--suite", suite, "--port", "0", "--admin-port", "0");
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = Optional.ofNullable(reader.readLine())
                .orElseThrow(() -> new IOException("the trial system did not start; its reason is above"));
        var ready = Json.parse(line);
        this.url = ready.textAt("public").orElseThrow();
        this.admin = new Web(ready.textAt("admin").orElseThrow());
    }

    private Process python(String... command) throws IOException {
        var words = new java.util.ArrayList<>(List.of("python3"));
        words.addAll(List.of(command));
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Where its tools are. */
    String url() {
        return url;
    }

    /** All pairs of a task and an attack, or a sample that spreads over both. */
    List<Pair> pairs(int sample, String attack) throws IOException {
        var words = new java.util.ArrayList<>(List.of("pairs.py", "--suite", suite, "--attack", attack));
        if (sample > 0) {
            words.addAll(List.of("--sample", Integer.toString(sample)));
        }
        try (var listing = python(words.toArray(String[]::new)).inputReader(StandardCharsets.UTF_8)) {
            return listing.lines()
                    .map(Json::parse)
                    .map(pair -> new Pair(
                            suite,
                            pair.textAt("user_task").orElseThrow(),
                            Optional.of(pair.textAt("injection_task").orElseThrow()),
                            attack))
                    .toList();
        }
    }

    /** Each task of the pairs once, without an attack. */
    static List<Pair> benign(List<Pair> pairs) {
        var tasks = new LinkedHashSet<Pair>();
        pairs.forEach(pair -> tasks.add(new Pair(pair.suite(), pair.task(), Optional.empty(), "none")));
        return List.copyOf(tasks);
    }

    /** Puts everything back to its beginning, and returns what is asked and what an obeying model does. */
    Json begin(Pair pair) throws IOException, InterruptedException {
        var what = Json.object("user_task", Json.text(pair.task()));
        var all = pair.injection().isEmpty()
                ? what
                : what.with("injection_task", pair.injection().get()).with("attack", pair.attack());
        admin.post("/reset", all);
        return admin.get("/pair");
    }

    /** What became of it. */
    Json verdict(List<Json> pending, String answer) throws IOException, InterruptedException {
        return admin.post(
                "/verdict", Json.object("pending", Json.array(pending)).with("output", answer));
    }

    @Override
    public void close() {
        admin.close();
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
