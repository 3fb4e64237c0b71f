package dev.baton.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessmentFileTest {
    private static final Path FILE = Path.of("portfolio.yaml");

    private static AssessmentFile example() {
        return AssessmentFile.read(FILE, AssessmentFile.example());
    }

    private static Workflow workflow(String name, String answers, String... systems) {
        return new Workflow(
                name,
                "",
                List.of(systems),
                Optional.empty(),
                Optional.empty(),
                AnswerSheet.parse(answers).complete());
    }

    @Test
    void givenTheExample_thenItIsReadWithoutAProblem_andMapped() {
        var example = example();

        assertThat(example.problems()).isEmpty();
        var portfolio = example.portfolio();
        assertThat(portfolio.workflows())
                .extracting(it -> it.name() + " " + it.assessment().choice().word())
                .containsExactly(
                        "order-status assistant",
                        "product-advice assistant",
                        "damage-claims hybrid",
                        "lost-parcels agent",
                        "month-end agent");
        assertThat(portfolio.shared())
                .containsEntry("billing", List.of("damage-claims", "lost-parcels", "month-end"))
                .doesNotContainKey("erp");
        assertThat(portfolio.order())
                .extracting(place -> place.workflow().name())
                .containsExactly("order-status", "product-advice", "lost-parcels", "damage-claims", "month-end");
        assertThat(portfolio.order().get(3).reason()).contains("no new system: orders, billing, crm");
        assertThat(portfolio.order().get(4).reason()).contains("to settle first: idempotency of erp");
    }

    @Test
    void givenAPortfolio_whenItIsWrittenAndReadAgain_thenItIsTheSame() {
        var portfolio = example().portfolio();

        var again = AssessmentFile.read(FILE, AssessmentFile.write(portfolio));

        assertThat(again.problems()).isEmpty();
        assertThat(again.portfolio()).isEqualTo(portfolio);
    }

    @Test
    void givenTextThatLooksLikeYaml_whenItIsWritten_thenItStaysText() {
        var tricky = new Workflow(
                "w",
                "a: {b}\n- \"c\" # no comment\u0007 &x *y !z",
                List.of(),
                Optional.of("yes"),
                Optional.of(Template.LOST_PARCEL),
                AnswerSheet.parse("yes,yes,yes,yes,yes,yes").complete());
        var portfolio = new Portfolio(Map.of(), List.of(tricky));

        assertThat(AssessmentFile.read(FILE, AssessmentFile.write(portfolio)))
                .isEqualTo(new AssessmentFile(portfolio, List.of()));
    }

    @Test
    void givenTheGuide_thenItsFilesAreReadWithoutAProblem() throws IOException {
        var guide = Files.readString(Path.of("../docs/guides/assess.md"));
        var shown = Pattern.compile("```yaml\n(kind: Assessment\n.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map(match -> AssessmentFile.read(FILE, match.group(1)))
                .toList();

        assertThat(shown).isNotEmpty();
        assertThat(shown).allSatisfy(file -> assertThat(file.problems()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            approver:         | aprover:              | portfolio.yaml:20:5 unknown key 'aprover'; did you mean 'approver'?
            workflows:        | worklfows:            | unknown key 'worklfows'; did you mean 'workflows'?
            steps: no, unp    | step: no, unp         | an answer is missing: steps
            systems: no, st   | systems: maybe, st    | 'systems' is answered by yes or no, not by 'maybe'
            systems: no, st   | systems: no, systems: yes, st | 'systems' is here twice
            people: no}       | people: no, mood: no} | unknown key 'mood'
            template: lost-parcel | template: lostparcel | did you mean 'lost-parcel'?
            idempotency: none | idempotency: nome     | 'nome' is not one of key, lookup, none, unknown; did you mean 'none'?
            month-end:        | Month End:            | 'Month End' is not a name
            [billing, erp]    | [billing, ERP!]       | 'ERP!' is not a name
            kind: Assessment  | kind: Policy          | portfolio.yaml:1:1 'Policy' is not 'Assessment'
            kind: Assessment  | kind: [Assessment     | not valid YAML
            """)
    void givenAMistake_thenItsPlaceIsToldAndWhatWasProbablyMeant(String right, String wrong, String problem) {
        var example = AssessmentFile.example();
        assertThat(example).contains(right);

        var read = AssessmentFile.read(FILE, example.replaceFirst(Pattern.quote(right), wrong));

        assertThat(read.problems()).anySatisfy(it -> assertThat(it.toString()).contains(problem));
    }

    @Test
    void givenNoWorkflow_thenThatIsAProblem() {
        assertThat(AssessmentFile.read(FILE, "kind: Assessment\nworkflows: {}\n")
                        .problems())
                .hasSize(1)
                .first()
                .asString()
                .contains("at least one");
        assertThat(AssessmentFile.read(FILE, "").problems()).hasSize(1);
        assertThat(AssessmentFile.read(FILE, "- a\n").problems()).hasSize(1);
    }

    @Test
    void givenWorkflows_thenWhatNeedsTheFewestNewSystemsComesFirst_andAnAssistantBeforeAnAgent() {
        var agent = workflow("a-agent", "yes,yes,no,no,no,no", "one", "two");
        var assistant = workflow("b-assistant", "no,no,no,no,no,yes", "two", "one");
        var third = workflow("c-third", "yes,yes,no,no,no,no", "three");
        var documents = workflow("d-documents", "no,no,no,no,no,yes");

        var order = new Portfolio(Map.of(), List.of(agent, assistant, third, documents)).order();

        assertThat(order)
                .extracting(place -> place.workflow().name())
                .containsExactly("d-documents", "c-third", "b-assistant", "a-agent");
        assertThat(order.get(2).connects()).containsExactly("two", "one");
        assertThat(order.get(3).reuses()).containsExactly("one", "two");
    }
}
