package dev.baton.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The shop of the trial systems, in a process of its own. */
public final class RetailSystem implements AutoCloseable {
    private final Process process;
    private final String url;

    private RetailSystem(Process process) throws Exception {
        this.process = process;
        // the first line tells where it listens
        var line = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).as("what the trial system says first").isNotNull();
        this.url =
                "http://127.0.0.1:" + Json.parse(line).get("port").orElseThrow().write();
    }

    /** Starts it, or skips the test where it is not there. */
    public static RetailSystem started(String option) throws Exception {
        // tests run in the folder of their module
        var trials =
                Optional.ofNullable(System.getenv("BATON_TRIALS")).map(Path::of).orElse(Path.of("../../shared"));
        var program = trials.resolve("systems/retail/tau_server.py");
        assumeTrue(
                Files.isRegularFile(program),
                "skipped: the trial systems are not here; set BATON_TRIALS to the folder that holds systems/retail");
        return new RetailSystem(new ProcessBuilder(
                        "python3",
                        program.toString(),
                        "--domain",
                        "retail",
                        "--data",
                        trials.resolve("data/retail").toString(),
                        "--port",
                        "0",
                        option)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    public String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(60));
    }
}
