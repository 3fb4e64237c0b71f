package dev.baton.server.door.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.server.door.Npm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol's own checks of servers. {@code ./baton conformance mcp} runs them and prints what came of each. */
class McpConformanceTest {
    private static final String PACKAGE = "@modelcontextprotocol/conformance";
    private static final Path REPORT = Path.of("target", "mcp-conformance.txt");
    private static final Pattern TOTAL = Pattern.compile("Total: (\\d+) passed, (\\d+) failed");
    private static final List<String> LINES = new ArrayList<>();
    private static int passed;
    private static int failed;

    @ParameterizedTest
    @CsvSource({"0.1.16, ''", "0.2.0-alpha.12, --requirements 2025-11-25", "0.2.0-alpha.12, --requirements 2026-07-28"})
    void givenTheChecksOfTheProtocol_thenAllOfThemPass(String version, String more) {
        var checks = Npm.with("conformance-" + version, PACKAGE + "@" + version);
        try (var server = ConformanceServer.start()) {
            var arguments = new ArrayList<>(List.of("server", "--url", server.url() + "/mcp"));
            Arrays.stream(more.split(" ")).filter(it -> !it.isEmpty()).forEach(arguments::add);

            var ran = checks.run(PACKAGE + "/dist/index.js", arguments);

            note(PACKAGE + " " + version + " " + more, ran.text());
            assertThat(ran.exit()).as(ran.text()).isZero();
            assertThat(ran.text()).containsPattern(TOTAL).doesNotContain("✗");
        }
    }

    private static void note(String title, String output) {
        LINES.add("== " + title.strip());
        output.lines()
                .filter(line -> line.startsWith("✓") || line.startsWith("✗"))
                .forEach(LINES::add);
        var total = TOTAL.matcher(output);
        while (total.find()) {
            passed += Integer.parseInt(total.group(1));
            failed += Integer.parseInt(total.group(2));
        }
    }

    @AfterAll
    static void report() throws IOException {
        if (!LINES.isEmpty()) {
            LINES.add(passed + " passed, " + failed + " failed");
            Files.write(REPORT, LINES);
        }
    }
}
