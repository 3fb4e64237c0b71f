package dev.baton.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EngineBenchTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new EngineCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void givenTheSmallestExtent_thenEveryKindOfMeasurementComesToItsFigures() throws Exception {
        var exitCode = run(
                "--tiny",
                "--json",
                "--only",
                "raw-file,baton-sqlite,baton-sqlite-full,parked",
                "--data",
                folder.toString());

        assertThat(exitCode).as("%s", err).isZero();
        var figures = out.toString().lines().map(Json::parse).toList();
        assertThat(figures)
                .allSatisfy(figure -> assertThat(figure.asObject().members().keySet())
                        .containsExactlyInAnyOrder("figure", "value", "unit", "peer", "ratio"));
        assertThat(names(figures))
                .contains(
                        "raw-file writes/4",
                        "baton-sqlite reads/4",
                        "baton-sqlite writes/4",
                        "baton-sqlite p99 of a run writes/4",
                        "baton-sqlite writes/4 after 200 events",
                        "heap growth by 20 parked runs",
                        "start with 20 parked runs",
                        "p99 of resuming one while 64 run");
        assertThat(figures)
                .filteredOn(figure -> figure.textAt("peer").isPresent())
                .extracting(figure -> figure.textAt("peer").orElseThrow())
                .contains("raw-file", "its p50", "an empty store");
        try (var left = Files.list(folder)) {
            assertThat(left).allMatch(file -> file.toString().endsWith(".log"));
        }
    }

    @Test
    void givenAPeerThatWasNotBuilt_thenItIsLeftOutWithASentence() {
        var exitCode = run("--tiny", "--only", "temporal-test", "--data", folder.toString());

        assertThat(exitCode).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("temporal-test is left out: its libraries were not built");
    }

    private static List<String> names(List<Json> figures) {
        return figures.stream()
                .map(figure -> figure.textAt("figure").orElseThrow())
                .toList();
    }
}
