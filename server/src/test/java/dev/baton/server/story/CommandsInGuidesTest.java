package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.server.fake.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that a guide has somebody type with curl is typed here, against the shop that the guide speaks of. */
class CommandsInGuidesTest {
    /** From the fence at the begin of a line to the next one; only in this way is no end taken for a begin. */
    private static final Pattern BLOCK =
            Pattern.compile("^```([a-z]*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static final List<String> SHELL = List.of("", "sh", "bash");
    /** What a reader puts the id of a run in place of. */
    private static final Pattern RUN = Pattern.compile("\\bRUN\\b");

    private static final String OF_THE_LAUNCHER = "./baton ";
    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder = Path.of("");

    static List<Path> guides() throws IOException {
        var root = Shop.workspace().resolve("../..").normalize();
        try (var files = Files.list(root.resolve("docs/guides"))) {
            return Stream.concat(
                            Stream.of(root.resolve("README.md"), root.resolve("examples/backoffice/README.md")),
                            files.sorted())
                    .filter(guide -> !commands(guide).isEmpty())
                    .toList();
        }
    }

    /** The blocks of a file that call curl, without the lines of the launcher, which have tests of their own. */
    private static List<String> commands(Path guide) {
        try {
            return BLOCK.matcher(Files.readString(guide))
                    .results()
                    .filter(block ->
                            SHELL.contains(block.group(1)) && block.group(2).contains("curl "))
                    .map(block -> block.group(2))
                    .map(block -> block.lines()
                            .filter(line -> !line.startsWith(OF_THE_LAUNCHER))
                            .collect(Collectors.joining("\n")))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(guide + " cannot be read", e);
        }
    }

    @ParameterizedTest
    @MethodSource("guides")
    void givenAGuide_thenWhatItHasYouTypeIsAnsweredWithSuccess(Path guide) throws Exception {
        assumeTrue(Programs.areThere("curl", "openssl"), "curl and openssl are needed");
        try (var shop = shop()) {
            var script = String.join("\n", commands(guide))
                    .replaceAll("http://(localhost|127\\.0\\.0\\.1):8080", shop.url())
                    .replace("http://127.0.0.1:8081", shop.officeUrl());
            var run = RUN.matcher(script);
            script = run.find() ? run.replaceAll(waiting(shop)) : script;

            assertThat(typed(script)).as(guide + "\n" + script).contains("{");
        }
    }

    /** A run that waits for an approval. */
    private static String waiting(Shop shop) {
        var accepted = shop.submit("CUS-0001", Shop.LARGE, "refund");
        return accepted.json().textAt("run").orElseThrow();
    }

    /** The shop, where callbacks may go to the receiver of the guides. */
    private Shop shop() throws IOException, InterruptedException {
        var workspace = Shop.copy(folder.resolve("workspace"));
        Files.writeString(workspace.resolve("callbacks.yaml"), """
                kind: Callbacks
                receivers:
                  erp: {origin: "https://hooks.example.org", secrets: [{secret: "${secret.ERP}"}]}
                """);
        var secrets = Files.writeString(folder.resolve("secrets"), "ERP=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
        return new Shop(folder, workspace, Optional.empty(), Optional.of(secrets));
    }

    private String typed(String script) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(".curlrc"), "fail-with-body\nsilent\nshow-error\nmax-time = 60\n");
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).redirectErrorStream(true);
        builder.environment().put("CURL_HOME", folder.toString());
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(script + "\n" + said).isZero();
        return said;
    }
}
