package dev.baton.testkit.run;

import dev.baton.json.Json;
import dev.baton.model.ModelCall;
import dev.baton.model.ModelCost;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.Prompt;
import dev.baton.run.ModelOutcome;
import dev.baton.run.NextAction;
import dev.baton.run.PlanningBrief;
import dev.baton.run.RunEvent;
import dev.baton.run.StepId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** A model that mostly plans well, and now and then answers with something else. */
final class RandomModel {
    private final SplittableRandom random;

    RandomModel(SplittableRandom random) {
        this.random = random;
    }

    ModelOutcome plan(NextAction.MakePlan make) {
        return answered("plan", make.brief().part().map(part -> StepId.of(part.name())), proposal(make));
    }

    ModelOutcome judgement(NextAction.AskJudge asked) {
        var answer = switch (random.nextInt(4)) {
            case 0 -> Json.text("maybe");
            case 1 -> Json.text("no");
            default -> Json.text("yes");
        };
        return answered(
                "judge",
                Optional.of(asked.step()),
                Json.object("answer", answer).with("because", "so"));
    }

    ModelOutcome failure(String purpose, boolean passing) {
        var call = call(purpose, Optional.empty(), Usage.NONE, Optional.empty(), Optional.of("it is down"));
        return new ModelOutcome.Failed(Optional.of(call), "it is down", passing, Optional.empty());
    }

    private ModelOutcome answered(String purpose, Optional<StepId> step, Json output) {
        var cost = random.nextBoolean()
                ? Optional.of(new ModelCost(new BigDecimal("0.01"), "USD"))
                : Optional.<ModelCost>empty();
        return new ModelOutcome.Answered(
                call(purpose, step, new Usage(100, 0, 20), cost, Optional.empty()), Optional.of(output));
    }

    private static RunEvent.ModelCalled call(
            String purpose, Optional<StepId> step, Usage usage, Optional<ModelCost> cost, Optional<String> problem) {
        var prompt = new Prompt.Id(purpose, "1", "0123456789ab");
        return new RunEvent.ModelCalled(
                step, new ModelCall(prompt, "random", usage, cost, Duration.ofMillis(20), problem, Optional.empty()));
    }

    private Json proposal(NextAction.MakePlan make) {
        return switch (random.nextInt(8)) {
            case 0 -> Json.parse("{\"steps\": [{\"name\": \"pay\", \"tool\": \"billing.payout\"}], \"output\": null}");
            case 1 -> Json.text("I would rather not");
            default -> good(make);
        };
    }

    private Json good(NextAction.MakePlan make) {
        var brief = make.brief();
        var order = known(brief, "order");
        var suffix = brief.before().isPresent() ? String.valueOf(make.version()) : "";
        if (brief.effects().stream().anyMatch(done -> done.contains("billing.refund"))) {
            return Json.parse("{\"steps\": [], \"output\": {\"outcome\": \"refunded\"}}");
        }
        if (brief.effects().stream().anyMatch(done -> done.contains("shipping.replace"))) {
            return Json.parse("{\"steps\": [], \"output\": {\"outcome\": \"replaced\"}}");
        }
        return switch (random.nextInt(4)) {
            case 0 -> Json.parse(replacing(order, suffix));
            case 1 -> Json.parse(judging(order, suffix));
            case 2 ->
                brief.part().isPresent() || order.isEmpty()
                        ? Json.parse(refunding(order, suffix))
                        : Json.parse(leavingOpen(order, suffix));
            default -> Json.parse(refunding(order, suffix));
        };
    }

    private static String known(PlanningBrief brief, String name) {
        return brief.done().get(name).isPresent()
                ? ""
                : "{\"name\": \"order\", \"tool\": \"orders.get\", \"args\": {\"orderId\": \"${input.orderId}\"}}, ";
    }

    private static String refunding(String order, String suffix) {
        return """
                {"steps": [%s
                   {"name": "refund%s", "tool": "billing.refund",
                    "args": {"orderId": "${input.orderId}", "amountMinor": "${steps.order.totalMinor}"}},
                   {"name": "note%s", "tool": "crm.note", "needs": ["refund%s"],
                    "args": {"customerId": "${input.customerId}", "text": "Settled"}}],
                 "output": {"outcome": "refunded", "refundId": "${steps.refund%s.id}"}}""".formatted(order, suffix, suffix, suffix, suffix);
    }

    private static String judging(String order, String suffix) {
        return """
                {"steps": [%s
                   {"name": "fair%s", "judge": "Is it fair?", "with": ["order"], "choices": ["yes", "no"],
                    "expect": "result == 'yes'"},
                   {"name": "refund%s", "tool": "billing.refund", "needs": ["fair%s"],
                    "args": {"orderId": "${input.orderId}", "amountMinor": "${steps.order.totalMinor}"}}],
                 "output": {"outcome": "refunded", "refundId": "${steps.refund%s.id}"}}""".formatted(order, suffix, suffix, suffix, suffix);
    }

    private static String replacing(String order, String suffix) {
        return """
                {"steps": [%s
                   {"name": "stock%s", "tool": "shipping.stock", "args": {"sku": "${steps.order.sku}"},
                    "expect": "result.available > 0"},
                   {"name": "replace%s", "tool": "shipping.replace", "needs": ["stock%s"],
                    "args": {"orderId": "${input.orderId}"}}],
                 "output": {"outcome": "replaced", "replacementId": "${steps.replace%s.id}"}}""".formatted(order, suffix, suffix, suffix, suffix);
    }

    private static String leavingOpen(String order, String suffix) {
        return """
                {"steps": [%s {"name": "settle%s", "plan": "Settle it", "needs": ["order"]}], "output": null}""".formatted(order, suffix);
    }
}
