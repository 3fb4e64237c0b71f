package dev.baton.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.plan.Action;
import dev.baton.plan.Plan;
import dev.baton.plan.PlanReader;
import dev.baton.plan.Step;
import dev.baton.plan.WriteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriteOrderTest {
    private static boolean isWrite(Step step) {
        return step.action() instanceof Action.UseTool use
                && !use.tool().toString().startsWith("orders.");
    }

    private static Plan kept(String steps) {
        var plan = PlanReader.read(Fields.of(Json.parse("{\"steps\": {" + steps + "}, \"output\": {}}")))
                .orElseThrow();
        return WriteOrder.kept(plan, WriteOrderTest::isWrite);
    }

    private static List<String> needs(Plan plan, String step) {
        return Optional.ofNullable(plan.steps().get(step)).orElseThrow().needs();
    }

    @Test
    void givenWritesThatShareNothing_thenEachWaitsForTheOneBefore_andReadsForNone() {
        var plan = kept("""
                "order": {"tool": "orders.get", "args": {}},
                "refund": {"tool": "billing.refund", "args": {}},
                "claims": {"tool": "orders.claims", "args": {}},
                "note": {"tool": "crm.note", "args": {}},
                "mail": {"tool": "mail.send", "args": {}}""");

        assertThat(needs(plan, "order")).isEmpty();
        assertThat(needs(plan, "refund")).isEmpty();
        assertThat(needs(plan, "claims")).isEmpty();
        assertThat(needs(plan, "note")).containsExactly("refund");
        assertThat(needs(plan, "mail")).containsExactly("note");
    }

    @Test
    void givenAWriteThatUsesALaterOne_thenThatOrderWins() {
        var plan = kept("""
                "note": {"tool": "crm.note", "args": {"text": "${steps.check.total}"}},
                "check": {"tool": "orders.get", "args": {"refund": "${steps.refund.id}"}},
                "refund": {"tool": "billing.refund", "args": {}},
                "mail": {"tool": "mail.send", "args": {}}""");

        assertThat(needs(plan, "note")).isEmpty();
        assertThat(needs(plan, "refund")).isEmpty();
        assertThat(needs(plan, "mail")).containsExactly("refund");
    }

    @Test
    void givenAWriteThatWaitsAnyway_thenNothingIsAdded() {
        var plan = kept("""
                "refund": {"tool": "billing.refund", "args": {}},
                "note": {"tool": "crm.note", "args": {"text": "Paid by ${steps.?refund.id}"}}""");

        assertThat(needs(plan, "note")).isEmpty();
    }
}
