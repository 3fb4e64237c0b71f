package dev.baton.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlanningBenchTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void givenTheSmallestExtent_thenEveryTaskTakesTwoCallsOfTheModelHoweverManyLookupsItHas() {
        var exitCode = new CommandLine(new PlanningCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("--tiny", "--json", "--only", "baton", "--latency", "PT0.01S", "--data", folder.toString());

        assertThat(exitCode).as("%s", err).isZero();
        assertThat(figure("baton model calls of 2 lookups")).contains(Json.number(2));
        assertThat(figure("baton model calls of 8 lookups")).contains(Json.number(2));
        assertThat(figure("baton time of 8 lookups")).isPresent();
    }

    private Optional<Json> figure(String name) {
        return out.toString()
                .lines()
                .map(Json::parse)
                .filter(figure -> figure.textAt("figure").equals(Optional.of(name)))
                .findFirst()
                .flatMap(figure -> figure.get("value"));
    }
}
