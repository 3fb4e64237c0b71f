package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spoils the shop everywhere: whatever is left out, misspelt or cut off is told, or was not needed. */
class ShopMutationTest {
    /** Where names are free: nothing in the workspace says what they have to be. */
    private static final Pattern FREE_NAMES = Pattern.compile(String.join(
            "|",
            ".*/args/[^/]+", // the core checks arguments against the tools
            ".*/bind/[^/]+",
            "policies/.*/given/(handoff|facts/[^/]+)/.*",
            "contracts/.*/properties/(photos|refundId|replacementId)",
            "contracts/.*/x-words/[^/]+",
            "playbooks/.*/steps/[^/]+", // the core checks references between steps
            "playbooks/.*/output/.*",
            "people.yaml/people/[^/]+"));

    /** What may be left out, because there is a default or because it is only one of several. */
    private static final Pattern OPTIONAL = Pattern.compile(String.join(
            "|",
            ".*/(description|because)",
            "assistants/.*/(memory|knowledge|contracts|checks|checks/orderId|answers|starters)",
            "agents/.*/(autonomy|onFailure|policies|limits|limits/[^/]+)",
            "contracts/.*/(single|confirm|examples|proof|proof/[^/]+|status|status/[^/]+)",
            "contracts/.*/(x-ask|x-words|x-words/[^/]+|x-trusted|enum|type|pattern|format|items|maxItems)",
            "contracts/.*/(additionalProperties|required|properties)",
            "contracts/.*/properties/(photos|refundId|replacementId)",
            "connections/.*/(network|auth|once|visible|bind|bind/[^/]+|idempotency|found|undo)",
            ".*/args(/[^/]+)?",
            "assistants/.*/needs/orderId/(type|pattern)",
            "policies/.*/(facts|facts/[^/]+|when|quorum|editable|expires|useWithin)",
            "policies/.*/(tests|given|given/.*|expect/rule)",
            "playbooks/.*/(when|needs|steps/[^/]+|output|output/[^/]+)",
            "triggers/.*/(when|dedupe)",
            "people.yaml/people/.*"));

    private final List<String> silent = new ArrayList<>();

    @Test
    void givenAKeyLeftOut_thenItIsToldOrWasOptional(@TempDir Path folder) throws IOException {
        var mutants = mutate(folder, (object, key) -> object.without(key), OPTIONAL);

        assertThat(mutants).isGreaterThan(150);
        assertThat(silent).as("left out without a word").isEmpty();
    }

    @Test
    void givenAMisspeltKey_thenItIsTold(@TempDir Path folder) throws IOException {
        var mutants = mutate(folder, ShopMutationTest::misspelt, FREE_NAMES);

        assertThat(mutants).isGreaterThan(150);
        assertThat(silent).as("misspelt without a word").isEmpty();
    }

    @Test
    void givenAFileCutOffOrScrambled_thenTheLoaderSurvives(@TempDir Path folder) throws IOException {
        var shop = Draft.ofShop(folder);
        for (var file : definitions()) {
            var text = shop.text(file);
            for (var seed = 0; seed < 6; seed++) {
                var random = new SplittableRandom(seed);
                shop.write(file, seed % 2 == 0 ? cut(text, random) : scrambled(text, random));
                assertThat(shop.load().workspace())
                        .as(file + " with seed " + seed)
                        .isNotNull();
            }
            shop.write(file, text);
        }
    }

    private interface Mutation {
        Json.Obj apply(Json.Obj object, String key);
    }

    private int mutate(Path folder, Mutation mutation, Pattern harmless) throws IOException {
        var shop = Draft.ofShop(folder);
        var count = 0;
        for (var file : definitions()) {
            var original = shop.text(file);
            var source = SourceFile.read(folder, folder.resolve(file), form(file));
            var seen = new HashSet<String>();
            for (var mutant : mutants(source.document().json(), mutation, file).entrySet()) {
                if (seen.add(mutant.getKey().replaceAll("/\\d+", "/*"))) { // one item of a list stands for all like it
                    count++;
                    shop.write(file, written(file, mutant.getValue(), source.body()));
                    note(mutant.getKey(), shop.problems(), harmless);
                }
            }
            shop.write(file, original);
        }
        return count;
    }

    private void note(String mutant, List<String> problems, Pattern harmless) {
        if (problems.isEmpty() && !harmless.matcher(mutant).matches()) {
            silent.add(mutant);
        }
    }

    /** The document once for every key in it, with that key mutated. */
    private static Map<String, Json> mutants(Json json, Mutation mutation, String path) {
        var mutants = new LinkedHashMap<String, Json>();
        if (json instanceof Json.Obj object) {
            object.members().forEach((key, value) -> {
                var keyPath = path + "/" + Fields.escaped(key);
                mutants.put(keyPath, mutation.apply(object, key));
                mutants(value, mutation, keyPath).forEach((at, changed) -> mutants.put(at, object.with(key, changed)));
            });
        } else if (json instanceof Json.Arr array) {
            for (var i = 0; i < array.items().size(); i++) {
                var index = i;
                mutants(array.items().get(i), mutation, path + "/" + i).forEach((at, changed) -> {
                    var items = new ArrayList<>(array.items());
                    items.set(index, changed);
                    mutants.put(at, new Json.Arr(items));
                });
            }
        }
        return mutants;
    }

    private static Json.Obj misspelt(Json.Obj object, String key) {
        var members = new LinkedHashMap<String, Json>();
        object.members().forEach((name, value) -> members.put(name.equals(key) ? name + "x" : name, value));
        return new Json.Obj(members);
    }

    /** JSON is YAML too. */
    private static String written(String file, Json json, String body) {
        return file.endsWith(".md") ? "---\n" + json.write() + "\n---\n" + body : json.write();
    }

    private static String cut(String text, SplittableRandom random) {
        return text.substring(0, random.nextInt(text.length()));
    }

    private static String scrambled(String text, SplittableRandom random) {
        var characters = new StringBuilder(text);
        for (var i = 0; i < 5; i++) {
            characters.setCharAt(
                    random.nextInt(text.length()), "{}[]:,&*!|>'\"%@`#-\t\n\0é".charAt(random.nextInt(22)));
        }
        return characters.toString();
    }

    private static DefinitionKind.Form form(String file) {
        return file.endsWith(".md") ? DefinitionKind.Form.MARKDOWN : DefinitionKind.Form.YAML;
    }

    private static List<String> definitions() throws IOException {
        try (var files = Files.walk(Draft.SHOP)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> Draft.SHOP.relativize(file).toString())
                    .filter(file -> !file.contains("help-center/") && !file.equals("README.md"))
                    .sorted()
                    .toList();
        }
    }
}
