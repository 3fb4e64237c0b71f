package dev.baton.server.door.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.server.story.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public SDK of A2A in JavaScript as a client of this door, where npm can bring it. */
class JsSdkTest {
    private static final String SDK = "@a2a-js/sdk@1.3.0";
    private static final Path PLACE = Path.of("target", "a2a-js").toAbsolutePath();
    private static final String PROGRAM = "client.mjs";

    @Test
    void givenTheSdk_whenItHandsIn_streams_cancels_andLists_thenBothBindingsServeIt(@TempDir Path folder)
            throws IOException, InterruptedException {
        install();
        for (var binding : List.of("JSONRPC", "HTTP+JSON")) {
            try (var shop = new Shop(folder.resolve(binding.replace("+", "")))) {
                var told = run(PLACE, "node", PROGRAM, shop.url(), binding, "omar");

                assertThat(told.text().lines())
                        .as(told.text())
                        .containsExactly(
                                "{\"name\":\"skills\",\"value\":[\"damaged-order\"]}",
                                "{\"name\":\"sent\",\"value\":\"TASK_STATE_COMPLETED\"}",
                                "{\"name\":\"receipt\",\"value\":\"refunded\"}",
                                "{\"name\":\"asked\",\"value\":true}",
                                "{\"name\":\"streamed\",\"value\":\"TASK_STATE_CANCELED\"}",
                                "{\"name\":\"got\",\"value\":\"TASK_STATE_CANCELED\"}",
                                "{\"name\":\"listed\",\"value\":[true]}",
                                "{\"name\":\"unknown\",\"value\":\"TaskNotFoundError\"}");
                assertThat(shop.effects("createRefund")).isEqualTo(1);
            }
        }
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(PLACE);
        assumeTrue(isThere("node") && isThere("npm"), "node and npm are needed to try the SDK of A2A, and are not here");
        try (var program = JsSdkTest.class.getResourceAsStream(PROGRAM)) {
            Files.write(PLACE.resolve(PROGRAM), java.util.Objects.requireNonNull(program).readAllBytes());
        }
        if (!Files.isDirectory(PLACE.resolve("node_modules/@a2a-js/sdk"))) {
            Files.writeString(PLACE.resolve("package.json"), "{\"private\": true}");
            var installed = run(PLACE, "npm", "install", "--silent", "--no-audit", "--no-fund", SDK);
            assumeTrue(installed.code() == 0, "npm does not bring " + SDK + ": " + installed.text());
        }
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return run(PLACE, program, "--version").code() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private record Ran(int code, String text) {}

    private static Ran run(Path folder, String... command) throws IOException, InterruptedException {
        var log = Files.createTempFile("a2a", ".log");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " did not end: " + Files.readString(log));
        }
        var text = Files.readString(log, StandardCharsets.UTF_8);
        Files.delete(log);
        return new Ran(process.exitValue(), text);
    }
}
