package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessCommandTest {
    private static final String HYBRID = "yes,yes,no,no,yes,yes";

    @TempDir
    private Path folder = Path.of("");

    /** Runs a command whose standard input is a pipe that holds these lines. */
    private static Terminal typed(String lines, String... arguments) {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        try {
            return Terminal.run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void givenAnswers_thenTheResultSaysWhatToBuildAndWhy() {
        var told = Terminal.run("assess", "--answers", HYBRID);

        assertThat(told.exitCode()).isZero();
        assertThat(told.out())
                .startsWith("Build a hybrid: 3 of 5 answers ask for an agent, and people converse with it.")
                .contains("+ yes Do steps depend on each other?", "The eight layers", "The nine dimensions")
                .contains("To settle first", "baton new workflow --template refund");
        assertThat(told.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(110));
    }

    @Test
    void givenAnswersAndJson_thenProgramsGetEverything() {
        var json = Json.parse(Terminal.run("assess", "--answers", "no,yes,no,no,no,yes", "--json")
                .out());

        assertThat(json.textAt("choice")).contains("assistant");
        assertThat(json.get("borderline")).contains(Json.bool(true));
        assertThat(Output.list(json, "reasons")).hasSize(6);
        assertThat(Output.list(json, "layers")).hasSize(8);
        assertThat(Output.list(json, "dimensions")).hasSize(9);
        assertThat(Output.list(json, "tips")).hasSize(4);
        assertThat(json.textAt("template")).contains("order-help");
    }

    @Test
    void givenAPersonWhoGoesBackAndForth_thenTheLastAnswersCount() {
        // systems yes, steps no, back, back, systems no, keep steps, and on
        var told = typed("y\nn\nb\nback\nno\n\nwhat?\ny\nyes\nn\ny\n", "assess");

        assertThat(told.exitCode()).isZero();
        assertThat(told.out())
                .contains("1 of 6  Does it span several systems", "yes, for example:", "no, for example:")
                .contains("steps (y/n) [no] > ", "systems (y/n) [yes] > ")
                .contains("'what?' is neither y, n, b nor q.")
                .contains("Build a hybrid: 2 of 5");
        assertThat(told.err()).isEmpty();
    }

    @Test
    void givenQuestionsAndJson_thenTheDocumentStaysClean() {
        var told = typed("y\ny\ny\ny\ny\nn\n", "assess", "--json");

        assertThat(Json.parse(told.out()).textAt("choice")).contains("agent");
        assertThat(told.err()).contains("6 of 6");
    }

    @Test
    void givenInputThatEnds_orAPersonWhoQuits_thenNothingIsAssessed() {
        var ended = typed("y\nn\n", "assess", "--save", file("a.yaml"));
        var quit = typed("b\n\nq\n", "assess");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("4 answers are missing: unprompted, context, outcome, people");
        assertThat(folder.resolve("a.yaml")).doesNotExist();
        assertThat(quit.exitCode()).isEqualTo(1);
        assertThat(quit.out()).contains("This is the first question", "There is no answer to keep yet");
        assertThat(quit.err()).isEqualTo("baton: Nothing was assessed.\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --answers yes,no                               | 4 answers are missing
            --answers yes,no,no,no,no,perhaps              | 'perhaps' is no answer to 'people'
            --answers systems=yes,systems=no               | answered with yes and with no
            --answers yes,no,no,no,no,no --name Über       | 'Über' is not a name
            --portfolio nowhere.yaml                       | nowhere.yaml cannot be read
            --workspace nowhere                            | There is no folder nowhere.
            --example --save x.yaml                        | --save writes the answers of one workflow
            --answers yes,no,no,no,no,no --example         | mutually exclusive
            """)
    void givenWrongUse_thenOneClearSentenceSaysSo(String arguments, String sentence) {
        var told = Terminal.run(("assess " + arguments).split(" "));

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err()).startsWith("baton: ").contains(sentence);
        assertThat(told.hasStackTrace()).isFalse();
        assertThat(told.out()).isEmpty();
    }

    @Test
    void givenTheExample_whenItIsMapped_thenTableSharedSystemsAndOrderAreTold() throws IOException {
        var example = Terminal.run("assess", "--example").out();
        Files.writeString(folder.resolve("portfolio.yaml"), example);

        var told = Terminal.run("assess", "--portfolio", file("portfolio.yaml"));
        var json = Json.parse(Terminal.run("assess", "--portfolio", file("portfolio.yaml"), "--json")
                .out());

        assertThat(told.exitCode()).isZero();
        assertThat(told.out())
                .containsPattern("damage-claims +hybrid +4 of 5 +orders, billing, crm")
                .contains("product-advice  assistant (borderline)")
                .contains("billing: damage-claims, lost-parcels, month-end")
                .contains("1. order-status: it needs one new system (orders)")
                .contains("erp has neither an idempotency key");
        assertThat(Output.list(json, "workflows")).hasSize(5);
        assertThat(Output.list(json, "order").getFirst().textAt("name")).contains("order-status");
        assertThat(Output.list(json, "shared")).hasSize(4);
    }

    @Test
    void givenAMistakeInAPortfolio_thenFileLineAndSuggestionAreTold() throws IOException {
        var example = Terminal.run("assess", "--example").out();
        Files.writeString(folder.resolve("p.yaml"), example.replaceFirst("approver:", "aprover:"));

        var told = Terminal.run("assess", "--portfolio", file("p.yaml"));

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err()).contains("p.yaml:20:5 unknown key 'aprover'; did you mean 'approver'?");
    }

    @Test
    void givenAWorkspace_thenItsMismatchesAreToldByPlace() throws IOException {
        Terminal.run("new", "shop", "--template", "order-help", "--in", folder.toString());
        var help = folder.resolve("shop/assistants/help.md");
        var sound = Terminal.run("assess", "--workspace", file("shop"));
        Files.writeString(help, Files.readString(help) + "- Cancel the order when they want that.\n");

        var told = Terminal.run("assess", "--workspace", file("shop"));
        var json = Json.parse(
                Terminal.run("assess", "--workspace", file("shop"), "--json").out());

        assertThat(sound.exitCode()).isZero();
        assertThat(sound.out()).contains("no mismatch");
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.out())
                .contains("assistants/help.md:")
                .contains("is asked to do agent work (\"Cancel the order when they want that.\")")
                .contains(": a mismatch");
        assertThat(Output.list(json, "mismatches")).hasSize(1);
    }

    @Test
    void givenASavedAssessment_thenNewGoesOnFromIt() {
        var saved = Terminal.run("assess", "--answers", HYBRID, "--name", "claims", "--save", file("assessment.yaml"));
        var again = Terminal.run("assess", "--answers", HYBRID, "--save", file("assessment.yaml"));

        var made = Terminal.run("new", "claims", "--from", file("assessment.yaml"), "--in", folder.toString());

        assertThat(saved.out()).contains("baton new claims --from");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("is there already; nothing was written");
        assertThat(made.exitCode()).isZero();
        assertThat(made.out()).contains("template refund", "policies/refunds.yaml", "./baton demo --workspace");
        assertThat(folder.resolve("claims/README.md")).content().contains("Build a hybrid: 3 of 5");
        assertThat(folder.resolve("claims/assessment.yaml")).content().contains("  claims:");
        assertThat(Terminal.run("check", file("claims"), "--offline").exitCode())
                .isZero();
    }

    @Test
    void givenAPortfolio_thenNewAsksWhichWorkflow_andTakesItsTemplate() throws IOException {
        Files.writeString(
                folder.resolve("p.yaml"), Terminal.run("assess", "--example").out());
        var from = List.of("new", "lost", "--from", file("p.yaml"), "--in", folder.toString());

        var which = Terminal.run(from.toArray(String[]::new));
        var unknown = Terminal.run(with(from, "--workflow", "lost"));
        assertThat(folder.resolve("lost")).doesNotExist();
        var made = Terminal.run(with(from, "--workflow", "lost-parcels", "--json"));

        assertThat(which.exitCode()).isEqualTo(2);
        assertThat(which.err()).contains("say which with --workflow: order-status, product-advice");
        assertThat(unknown.err()).contains("the file has no workflow 'lost'");
        assertThat(Json.parse(made.out()).textAt("template")).contains("lost-parcel");
    }

    private static String[] with(List<String> arguments, String... more) {
        return java.util.stream.Stream.concat(arguments.stream(), java.util.stream.Stream.of(more))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            new shop --template refnud             | there is no template 'refnud', only order-help
            new shop --template refund --from x    | mutually exclusive
            new shop --from nowhere.yaml           | nowhere.yaml cannot be read
            new shop --workflow x                  | names a workflow of the file that --from gives
            new ../shop                            | '../shop' is not a name
            new Shop                               | 'Shop' is not a name
            new                                    | Missing required parameter
            """)
    void givenWrongUseOfNew_thenNothingIsWritten(String arguments, String sentence) throws IOException {
        var told = Terminal.run((arguments + " --in " + folder).split(" "));

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err()).startsWith("baton: ").contains(sentence);
        assertThat(told.hasStackTrace()).isFalse();
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void givenAFolderOrAFileOrALinkOfThatName_thenItStaysAsItIs() throws IOException {
        Files.createDirectory(folder.resolve("taken"));
        Files.writeString(folder.resolve("taken/mine.txt"), "mine");
        Files.writeString(folder.resolve("file"), "mine");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));

        for (var name : List.of("taken", "file", "link")) {
            var told = Terminal.run("new", name, "--in", folder.toString());
            assertThat(told.exitCode()).isEqualTo(2);
            assertThat(told.err()).contains(name + " is there already; nothing was written");
        }
        assertThat(folder.resolve("taken/mine.txt")).hasContent("mine");
        assertThat(folder.resolve("file")).hasContent("mine");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void givenNoSuchFolderToWriteInto_thenThatIsSaid() {
        var told = Terminal.run("new", "shop", "--in", file("nowhere"));

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err()).contains("There is no folder", "Nothing was written.");
    }
}
