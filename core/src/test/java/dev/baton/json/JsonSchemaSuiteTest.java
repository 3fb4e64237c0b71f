package dev.baton.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official suite of JSON Schema 2020-12, which the source package of Python's {@code jsonschema} carries. It is
 * fetched when it can be and never kept; BATON_SCHEMA_SUITE may name the folder {@code draft2020-12} instead.
 */
@Timeout(180)
class JsonSchemaSuiteTest {
    @TempDir
    private Path folder = Path.of("");

    private Optional<Path> suite() throws Exception {
        var named = Optional.ofNullable(System.getenv("BATON_SCHEMA_SUITE")).map(Path::of);
        if (named.isPresent()) {
            return named;
        }
        if (!done(
                        "python3",
                        "-m",
                        "pip",
                        "download",
                        "jsonschema",
                        "--no-binary",
                        "jsonschema",
                        "--no-deps",
                        "-q",
                        "-d",
                        ".")
                || !done("sh", "-c", "tar xzf jsonschema-*.tar.gz")) {
            return Optional.empty();
        }
        try (var files = Files.walk(folder, 6)) {
            return files.filter(file -> file.endsWith("tests/draft2020-12")).findFirst();
        }
    }

    private boolean done(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void ourValidatorJudgesAsTheSuiteDoes() throws Exception {
        var suite = suite();
        assumeTrue(
                suite.isPresent(),
                "skipped: the suite cannot be fetched; set BATON_SCHEMA_SUITE to its folder draft2020-12");
        var judged = new TreeMap<String, TreeMap<Judgement, Integer>>();
        var wrong = new ArrayList<String>();
        var refused = new TreeSet<String>();
        try (var files = Files.list(suite.get())) {
            for (var file :
                    files.filter(it -> it.toString().endsWith(".json")).sorted().toList()) {
                var name = String.valueOf(file.getFileName());
                for (var group : Json.parse(Files.readString(file)).asArray()) {
                    for (var test : group.get("tests").orElse(Json.array()).asArray()) {
                        var judgement = judgement(group, test);
                        judged.computeIfAbsent(name, ignored -> new TreeMap<>()).merge(judgement, 1, Integer::sum);
                        if (judgement == Judgement.REFUSED) {
                            refused.add(name + ": " + why(group));
                        }
                        if (judgement == Judgement.WRONG && !isMeant(name, test)) {
                            wrong.add(name + ": " + group.textAt("description").orElse("") + ": "
                                    + test.textAt("description").orElse(""));
                        }
                    }
                }
            }
        }
        assertThat(refused)
                .as("refused is only what refers to another document")
                .allMatch(why -> why.contains("leads out of the document"));
        assertThat(sum(judged.values(), Judgement.RIGHT))
                .as("judged right, of " + judged)
                .isGreaterThan(1150);
        assertThat(wrong).as("judged wrong; all: " + judged).isEmpty();
    }

    /** Formats are checked here, as the standard allows, and {@code $schema} cannot switch the checking off. */
    private static boolean isMeant(String file, Json test) {
        return switch (file) {
            case "format.json" -> test.textAt("description").orElse("").endsWith("is only an annotation by default");
            case "vocabulary.json" -> true;
            default -> false;
        };
    }

    private static int sum(Collection<? extends Map<Judgement, Integer>> files, Judgement judgement) {
        return files.stream().mapToInt(file -> file.getOrDefault(judgement, 0)).sum();
    }

    private enum Judgement {
        RIGHT,
        /** The schema is not taken: it refers to what is not within it. */
        REFUSED,
        WRONG
    }

    private static String why(Json group) {
        try {
            JsonSchema.of(group.get("schema").orElseThrow().asObject());
            return "";
        } catch (JsonException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Judgement judgement(Json group, Json test) {
        var expected = test.get("valid").equals(Optional.of(Json.bool(true)));
        var schema = group.get("schema").orElseThrow();
        var data = test.get("data").orElseThrow();
        // ours takes objects; true and false as a whole schema are written as the schemas that mean the same
        var object = schema instanceof Json.Bool(var all)
                ? all ? Json.object() : Json.object("not", Json.object())
                : schema.asObject();
        try {
            return JsonSchema.of(object).validate(data).isEmpty() == expected ? Judgement.RIGHT : Judgement.WRONG;
        } catch (JsonException e) {
            return Judgement.REFUSED;
        }
    }
}
