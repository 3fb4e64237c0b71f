package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The definitions that README and guides show are definitions. */
class GuidesTest {
    private static final Path GUIDES = Path.of("../docs/guides");
    private static final Path README = Path.of("../README.md");
    private static final Pattern DEFINITION =
            Pattern.compile("```yaml\n(kind: (\\w+)\n(?:name: ([a-z-]+)\n)?.*?)```", Pattern.DOTALL);

    /** Agents and assistants are Markdown; one that is shown stands in for the shop's own of that name. */
    private static final Pattern MARKDOWN =
            Pattern.compile("```markdown\n(---\nkind: (\\w+)\nname: ([a-z-]+)\n.*?)```", Pattern.DOTALL);

    private record Shown(String kind, String name, String text) {
        /** A kind without names has one file. */
        String file() {
            if (name.isEmpty()) {
                return kind.toLowerCase(java.util.Locale.ROOT) + ".yaml";
            }
            var suffix = text.startsWith("---") ? ".md" : ".yaml";
            var folder = kind.equals("Policy") ? "policies" : kind.toLowerCase(java.util.Locale.ROOT) + "s";
            return folder + "/" + name + suffix;
        }
    }

    private static List<Shown> definitions() throws IOException {
        try (Stream<Path> files = Files.list(GUIDES)) {
            return Stream.concat(Stream.of(README), files)
                    .flatMap(GuidesTest::definitions)
                    .toList();
        }
    }

    private static Stream<Shown> definitions(Path guide) {
        try {
            var text = Files.readString(guide);
            return Stream.concat(
                    DEFINITION.matcher(text).results(), MARKDOWN.matcher(text).results())
                    .map(it -> new Shown(it.group(2), it.group(3) == null ? "" : it.group(3), it.group(1)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new AssertionError(guide + " cannot be read", e);
        }
    }

    @Test
    void givenADefinitionInAGuide_whenItIsPutIntoTheShop_thenItHasNoProblem(@TempDir Path folder) throws IOException {
        var shown = definitions();
        assertThat(shown).hasSizeGreaterThanOrEqualTo(3);
        for (var i = 0; i < shown.size(); i++) {
            var definition = shown.get(i);
            var shop = Draft.ofShop(folder.resolve("shop-" + i));
            shop.write(definition.file(), definition.text());
            assertThat(shop.problems())
                    .as(definition.kind() + " " + definition.name())
                    .isEmpty();
        }
    }
}
