package dev.baton.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.plan.Action;
import dev.baton.plan.KnownOutput;
import dev.baton.plan.Plan;
import dev.baton.plan.PlanProposal;
import dev.baton.plan.PlanReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanProposalTest {
    private static Plan read(String answer) {
        assertThat(PlanProposal.read(Json.parse(answer))).isInstanceOf(PlanProposal.Proposed.class);
        var plan = ((PlanProposal.Proposed) PlanProposal.read(Json.parse(answer))).plan();
        var fields = Fields.of(plan);
        return PlanReader.read(fields).orElseThrow(() -> new AssertionError(fields.problems()));
    }

    private static Action action(Plan plan, String step) {
        return Optional.ofNullable(plan.steps().get(step)).orElseThrow().action();
    }

    @Test
    void givenAListOfStepsWithNulls_thenItIsThePlanThatAPersonWouldWrite() {
        // given
        var answer = """
                {"steps": [
                   {"name": "order", "tool": "orders.get", "args": {"orderId": "${input.orderId}", "detail": null},
                    "needs": [], "when": null, "each": "", "expect": " "},
                   {"name": "refund", "tool": "billing.refund", "args": {}, "when": "${steps.order.totalMinor > 0}"}],
                 "output": {"outcome": "refunded", "refundId": null}, "cannot": null}""";
        var written = """
                {"steps": {
                   "order":  {"tool": "orders.get", "args": {"orderId": "${input.orderId}"}},
                   "refund": {"tool": "billing.refund", "args": {}, "when": "steps.order.totalMinor > 0"}},
                 "output": {"outcome": "refunded"}}""";

        // then
        assertThat(read(answer)).isEqualTo(read(written));
        assertThat(read(answer).steps().keySet()).containsExactly("order", "refund");
    }

    @Test
    void givenAnOutline_thenItIsNoPartOfThePlan() {
        var steps = "\"steps\": [{\"name\": \"a\", \"wait\": \"PT1H\"}], \"output\": {}";
        assertThat(read("{\"outline\": [\"wait an hour\"], " + steps + "}")).isEqualTo(read("{" + steps + "}"));
    }

    @Test
    void givenNamesThatAreNone_thenTheyAreMadeOnes_alsoWhereStepsAreReferredTo() {
        // given
        var answer = """
                {"steps": [
                   {"name": "check the stock", "tool": "shipping.stock", "args": {}},
                   {"name": "billing.refund", "tool": "billing.refund", "args": {"text": "steps of billing.refund"},
                    "needs": ["check the stock"]},
                   {"name": "note", "tool": "crm.note", "args": {"text": "Paid by ${steps.billing.refund.id}"},
                    "when": "has(steps.billing.refund) && steps.?billing.refund.total > 0"}],
                 "output": {"refundId": "${steps.billing.refund.id}"}}""";
        var meant = """
                {"steps": [
                   {"name": "checkTheStock", "tool": "shipping.stock", "args": {}},
                   {"name": "billingRefund", "tool": "billing.refund", "args": {"text": "steps of billing.refund"},
                    "needs": ["checkTheStock"]},
                   {"name": "note", "tool": "crm.note", "args": {"text": "Paid by ${steps.billingRefund.id}"},
                    "when": "has(steps.billingRefund) && steps.?billingRefund.total > 0"}],
                 "output": {"refundId": "${steps.billingRefund.id}"}}""";

        // then
        assertThat(read(answer)).isEqualTo(read(meant));
    }

    @Test
    void givenANameOfWhichNothingCanBeMade_thenItIsStillRefused() {
        var answer = "{\"steps\": [{\"name\": \"---\", \"wait\": \"PT1H\"}], \"output\": {}}";
        var fields = Fields.of(((PlanProposal.Proposed) PlanProposal.read(Json.parse(answer))).plan());
        assertThat(PlanReader.read(fields)).isEmpty();
        assertThat(fields.problems().toString()).contains("'---' is not a step name");
    }

    @Test
    void givenChoicesAndNamesOfSteps_thenTheyAreSchemaAndData() {
        // when
        var plan = read("""
                {"steps": [
                   {"name": "fair", "judge": "Is it?", "with": ["order", "steps.stock", "input"], "choices": ["yes", "no"]},
                   {"name": "why", "ask": "requester", "question": "Why?"}], "output": {}}""");

        // then
        assertThat(action(plan, "fair"))
                .isEqualTo(new Action.Judge(
                        "Is it?",
                        Json.parse(
                                        "{\"order\": \"${steps.order}\", \"stock\": \"${steps.stock}\", \"input\": \"${input}\"}")
                                .asObject(),
                        Json.object("enum", Json.texts(List.of("yes", "no")))));
        assertThat(((Action.Ask) action(plan, "why")).schema()).isEqualTo(Json.object("type", Json.text("string")));
    }

    @Test
    void givenAnOutputOfAStepThatMayBeSkipped_thenItIsLeftOutThen() {
        // when
        var plan = read("""
                {"steps": [
                   {"name": "refund", "tool": "billing.refund", "args": {}, "when": "input.wish == 'refund'"},
                   {"name": "note", "tool": "crm.note", "args": {}}],
                 "output": {"refundId": "${steps.refund.id}", "noteId": "${steps.note.id}"}}""");

        // then
        assertThat(plan.output())
                .isEqualTo(Json.object("refundId", Json.text("${steps.?refund.id}"))
                        .with("noteId", "${steps.note.id}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ${steps.a.n > 0}               | steps.a.n > 0
            ${steps.a.s} == 'new'          | (steps.a.s) == 'new'
            ${steps.a.n} > ${steps.b.n}    | (steps.a.n) > (steps.b.n)
            steps.a.s == '${x}'            | steps.a.s == '${x}'
            """)
    void givenAConditionInTemplates_thenItIsBare(String written, String bare) {
        // when
        var plan = read("{\"steps\": [{\"name\": \"c\", \"tool\": \"crm.note\", \"args\": {}, \"when\": "
                + Json.text(written).write() + "}], \"output\": {}}");

        // then
        assertThat(plan.steps().values())
                .first()
                .extracting(step -> step.when())
                .isEqualTo(Optional.of(bare));
    }

    @Test
    void givenTwoStepsOfOneNameOnWhichNothingRests_thenOneGetsAnother() {
        // when
        var plan = read("""
                {"steps": [
                   {"name": "note", "tool": "crm.note", "args": {"text": "a"}},
                   {"name": "note", "tool": "crm.note", "args": {"text": "b"}}], "output": {}}""");

        // then
        assertThat(plan.steps().keySet()).containsExactly("note", "note2");
    }

    @Test
    void givenAReasonWhyNot_thenThereIsNoPlan() {
        assertThat(PlanProposal.read(Json.parse("{\"steps\": [], \"output\": null, \"cannot\": \" no such tool \"}")))
                .isEqualTo(new PlanProposal.Impossible("no such tool"));
    }

    @Test
    void givenStepsAndAReasonWhyNot_thenTheStepsCount() {
        var plan = read(
                "{\"steps\": [{\"name\": \"a\", \"wait\": \"PT1H\"}], \"output\": {}, \"cannot\": \"it is late\"}");
        assertThat(plan.steps()).containsOnlyKeys("a");
    }

    @Test
    void givenOptionalMembersOfStepsThatAreNotThere_thenOnlyTheyAreLeftOut() {
        // given
        var output = Json.parse("""
                {"outcome": "refunded", "refundId": "${steps.?refund.id}", "noteId": "${steps.note.id}",
                 "shipmentId": "${ steps.?send.id }", "text": "sent: ${steps.?send.id}"}""").asObject();

        // then
        assertThat(KnownOutput.of(output, Set.of("refund"))).isEqualTo(output.without("shipmentId"));
        assertThat(KnownOutput.of(Json.object("id", Json.text("${steps.?send.id}")), Set.of()))
                .as("nothing is left to say what it was")
                .isEqualTo(Json.object("id", Json.text("${steps.?send.id}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "a plan"                                            | expected an object
            {"steps": 7}                                        | /steps: expected a list
            {"steps": [{"tool": "orders.get"}]}                 | /steps/0: the step has no 'name'
            {"steps": [{"name": "a"}, {"name": "a", "args": {"x": "${steps.a.id}"}}]} | there are two steps 'a'
            {"steps": [{"name": "a"}, {"name": "a"}, {"name": "b", "needs": ["a"]}]} | there are two steps 'a'
            """)
    void givenSomethingElse_thenItIsSaidWhatIsWrong(String answer, String problem) {
        assertThat(PlanProposal.read(Json.parse(answer)))
                .isInstanceOfSatisfying(
                        PlanProposal.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.problems().toString()).contains(problem));
    }

    @Test
    void givenMoreThanAnybodyWouldWrite_thenItIsNotLookedAt() {
        var endless = Json.object("steps", Json.text("x".repeat(PlanProposal.LONGEST)));
        assertThat(PlanProposal.read(endless)).isInstanceOf(PlanProposal.Unreadable.class);
    }
}
