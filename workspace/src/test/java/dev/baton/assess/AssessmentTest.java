package dev.baton.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentTest {
    /** Bit 0 is the first question, bit 5 whether people converse with it. */
    static Stream<Integer> everyAnswer() {
        return IntStream.range(0, 64).boxed();
    }

    static Answers answers(int bits) {
        var given = new EnumMap<Question, Boolean>(Question.class);
        for (var question : Question.values()) {
            given.put(question, (bits >> (question.number() - 1) & 1) == 1);
        }
        return new Answers(given);
    }

    @ParameterizedTest
    @MethodSource("everyAnswer")
    void givenAnyOfThe64Answers_thenTheRuleDecides(int bits) {
        var assessment = Assessment.of(answers(bits));

        // given the rule in words: two or more of five ask for an agent; then people decide whether it is both
        var scored = Integer.bitCount(bits & 0b11111);
        var people = bits >= 0b100000;
        var expected = scored < 2 ? "assistant" : people ? "hybrid" : "agent";
        assertThat(assessment.choice().word()).isEqualTo(expected);
        assertThat(assessment.score()).isEqualTo(scored);
        assertThat(assessment.borderline()).isEqualTo(scored == 1);
        assertThat(assessment.tips()).hasSize(scored == 1 ? 4 : 0);
        assertThat(assessment.reasons()).extracting(reason -> reason.question()).containsExactly(Question.values());
        assertThat(assessment.reasons())
                .allSatisfy(reason ->
                        assertThat(reason.text()).isEqualTo(reason.question().reason(reason.yes())));
        assertThat(assessment.reasons().stream().filter(Assessment.Reason::forAgent))
                .hasSize(scored);
    }

    @Test
    void givenThe64Answers_thenSixAreAssistantsForEachAnswerAboutPeople() {
        var choices =
                everyAnswer().map(bits -> Assessment.of(answers(bits)).choice()).toList();

        assertThat(choices).filteredOn(Choice.ASSISTANT::equals).hasSize(12);
        assertThat(choices).filteredOn(Choice.AGENT::equals).hasSize(26);
        assertThat(choices).filteredOn(Choice.HYBRID::equals).hasSize(26);
    }

    @Test
    void givenABorderlineAssistant_thenTheTipsNameEveryOtherQuestion() {
        var assessment = Assessment.of(answers(0b100010));

        assertThat(assessment.verdict())
                .contains("Build an assistant (borderline)")
                .contains("1 of 5");
        assertThat(assessment.tips()).noneMatch(tip -> tip.contains("(steps)"));
        assertThat(assessment.tips()).anyMatch(tip -> tip.contains("(systems)"));
    }

    @Test
    void givenNobodyToTalkWith_thenAnAssistantIsQuestioned_andAnAgentThatNothingStarts() {
        assertThat(Assessment.of(answers(0)).cautions()).hasSize(1);
        assertThat(Assessment.of(answers(0b100000)).cautions()).isEmpty();
        assertThat(Assessment.of(answers(0b010001)).cautions()).hasSize(1);
        assertThat(Assessment.of(answers(0b000101)).cautions()).isEmpty();
    }

    @Test
    void givenLayersAndDimensions_thenThereAreEightAndNine_eachWithThePartOfBatonThatServesIt() {
        assertThat(Aspect.layers()).hasSize(8);
        assertThat(Aspect.dimensions()).hasSize(9);
        for (var aspect : Stream.concat(Aspect.layers().stream(), Aspect.dimensions().stream())
                .toList()) {
            for (var side : Choice.Side.values()) {
                assertThat(aspect.of(side).text()).as(aspect.title()).isNotBlank();
                assertThat(aspect.of(side).part()).as(aspect.title()).isNotBlank();
            }
        }
        assertThat(Dimension.TIME_TO_BUILD.of(Choice.Side.ASSISTANT).text()).isEqualTo("Weeks.");
        assertThat(Dimension.TIME_TO_BUILD.of(Choice.Side.AGENT).text()).isEqualTo("Months.");
    }

    @Test
    void givenAnswersInALine_thenTheyAreReadInOrderOrByName() {
        var inOrder = AnswerSheet.parse("yes, no,Y,n,TRUE,false").complete();
        var byName = AnswerSheet.parse("people=no,outcome=yes,context=no,unprompted=yes,steps=no,systems=yes,systems=y")
                .complete();

        assertThat(inOrder).isEqualTo(byName).hasToString("yes,no,yes,no,yes,no");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                          | 6 answers are missing: systems, steps, unprompted, context, outcome, people
            yes,no,yes,no,yes           | an answer is missing: people
            yes,,yes,no,yes,no          | an answer is missing: steps
            systems=yes                 | 5 answers are missing: steps
            yes,no,yes,no,yes,no,no     | there are 6 questions
            yes,no,maybe,no,yes,no      | 'maybe' is no answer to 'unprompted'; write yes or no
            systems=yes,systems=no      | 'systems' is answered with yes and with no
            sistems=yes                 | there is no question 'sistems'
            systems=yes,no              | 'no' names no question
            systems=                    | '' is no answer to 'systems'
            """)
    void givenMissingWrongOrContradictoryAnswers_thenOneSentenceSaysSo(String text, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerSheet.parse(text).complete())
                .withMessageContaining(sentence);
    }

    @Test
    void givenAMisspeltQuestion_thenTheRightOneIsSuggested() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerSheet.of(Map.of("sistems", List.of("yes"))))
                .withMessageEndingWith("did you mean 'systems'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Claims", "9-lives", "a/b", "..", "a b", "-a", "ä", "a.b"})
    void givenABadName_thenItIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Starter.of(name, Template.REFUND))
                .withMessageContaining("is not a name");
    }

    @Test
    void givenAnUnknownTemplate_thenTheNearestIsSuggested() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parse("refnud"))
                .withMessageContaining("order-help, replacement, lost-parcel, refund")
                .withMessageEndingWith("did you mean 'refund'?");
    }

    @Test
    void givenSystems_thenTheirRisksAreNamed() {
        var facts = Map.of(
                "erp", new SystemFacts(SystemFacts.Settling.NONE, false),
                "crm", new SystemFacts(SystemFacts.Settling.LOOKUP, true));
        var workflow = new Workflow(
                "w",
                "",
                List.of("erp", "crm", "mail"),
                java.util.Optional.of("lead"),
                java.util.Optional.empty(),
                answers(0b100011));

        var risks = Risk.of(workflow, facts);

        assertThat(risks)
                .extracting(Risk::text)
                .anyMatch(text -> text.startsWith("erp has neither an idempotency key"))
                .anyMatch(text -> text.startsWith("Find out whether mail takes an idempotency key"))
                .noneMatch(text -> text.contains("crm takes"))
                .anyMatch(text -> text.startsWith("crm holds data about people"))
                .anyMatch(text -> text.contains("lead decides"));
        assertThat(Risk.of(Workflow.of("w", answers(0b100000)), facts))
                .extracting(Risk::about)
                .containsExactly("data", "answers");
    }
}
