package dev.baton.assess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A workspace to start from, as texts that nobody has written anywhere yet.
 *
 * @param name of its folder
 * @param files their texts by path within the folder, with slashes
 */
public record Starter(String name, Template template, Map<String, String> files) {
    /** Where a starter keeps what it was made from. */
    public static final String ASSESSMENT = "assessment.yaml";

    /** What several templates share, such as the connections. */
    private static final String SHARED = "shared";

    public Starter {
        Workflow.requireName(name);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /**
     * A starter by its template alone.
     *
     * @throws IllegalArgumentException when the name is none
     */
    public static Starter of(String name, Template template) {
        return of(name, template, Optional.empty());
    }

    /**
     * A starter for a workflow, with what led to it.
     *
     * @throws IllegalArgumentException when the name is none
     */
    public static Starter of(String name, Workflow workflow, Map<String, SystemFacts> facts) {
        return of(name, workflow.starter(), Optional.of(new Portfolio(facts, java.util.List.of(workflow))));
    }

    private static Starter of(String name, Template template, Optional<Portfolio> portfolio) {
        Workflow.requireName(name);
        var files = new TreeMap<String, String>();
        for (var file : template.files()) {
            files.put(
                    file,
                    text(template, file)
                            .replace("{{name}}", name)
                            .replace("{{why}}", portfolio.map(Starter::why).orElse("")));
        }
        files.put(".gitignore", "# what the demo and the server keep\n.baton/\n");
        portfolio.ifPresent(from -> files.put(ASSESSMENT, AssessmentFile.write(from)));
        return new Starter(name, template, files);
    }

    private static String why(Portfolio portfolio) {
        var workflow = portfolio.workflows().getFirst();
        var assessment = workflow.assessment();
        var reasons = assessment.reasons().stream()
                .map(reason -> "- " + reason.question().text() + " **" + (reason.yes() ? "Yes" : "No") + ".** "
                        + reason.text() + "\n")
                .collect(Collectors.joining());
        var risks = Risk.of(workflow, portfolio.systems()).stream()
                .map(risk -> "- " + risk.about() + ": " + risk.text() + "\n")
                .collect(Collectors.joining());
        return "\n## Why this\n" + assessment.verdict() + " The answers are in `" + ASSESSMENT + "`.\n\n" + reasons
                + "\n## To settle first\n" + risks;
    }

    private static String text(Template template, String file) {
        return read(template.word() + "/" + file)
                .or(() -> read(SHARED + "/" + file))
                .orElseThrow(() -> new IllegalStateException(
                        "the template " + template.word() + " lacks " + file + " on the class path"));
    }

    private static Optional<String> read(String resource) {
        try (var text = Starter.class.getResourceAsStream("starter/" + resource)) {
            return text == null
                    ? Optional.empty()
                    : Optional.of(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
