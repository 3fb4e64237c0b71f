package dev.baton.server.console;

import dev.baton.engine.ApprovalView;
import dev.baton.principal.Principal;
import dev.baton.run.PlanApproval;
import java.util.List;
import java.util.Optional;

/**
 * A write that waits for a decision, with everything that one needs to decide.
 *
 * @param concealed whether what is personal is not shown
 * @param amount of money that it is about
 * @param request what the customer asked for
 * @param evidence the facts that the policy read, by name
 * @param obstacle why the one who looks cannot decide
 * @param deciders who else could, by id
 */
public record ApprovalCard(
        ApprovalView approval,
        boolean concealed,
        List<Argument> arguments,
        Optional<Money> amount,
        List<Shown> request,
        List<Shown> evidence,
        Optional<String> obstacle,
        List<String> deciders,
        String comment,
        boolean changing) {

    /** @param obstacle why the one who acts cannot decide */
    static ApprovalCard of(
            ApprovalView approval,
            boolean concealed,
            Optional<String> obstacle,
            Principal acting,
            List<Principal> people,
            Entered entered) {
        var args = Shown.of(approval.args());
        var arguments = args.stream()
                .map(shown -> Argument.of(
                        shown,
                        approval.args().member(shown.name()).orElseThrow(),
                        approval.editable().contains(shown.name()),
                        entered))
                .toList();
        return new ApprovalCard(
                approval,
                concealed,
                arguments,
                Shown.amount(args),
                Shown.of(approval.input()),
                evidence(approval),
                obstacle,
                deciders(approval, acting, people),
                entered.comment(),
                !entered.values().isEmpty());
    }

    /** Facts are named {@code policy/fact}; people need the fact's own name first. */
    private static List<Shown> evidence(ApprovalView approval) {
        return Shown.of(approval.evidence()).stream()
                .map(fact -> fact.labelled(
                        Labels.of(fact.name().substring(fact.name().lastIndexOf('/') + 1))))
                .toList();
    }

    private static List<String> deciders(ApprovalView approval, Principal acting, List<Principal> people) {
        return people.stream()
                .filter(person -> person.has(approval.by()) && !person.isSameActor(acting))
                .map(Principal::id)
                .toList();
    }

    /** Whether it is a plan that waits, with all its writes. */
    public boolean isWholePlan() {
        return approval.tool().equals(PlanApproval.WHOLE_PLAN.toString());
    }

    public boolean decidable() {
        return obstacle.isEmpty();
    }

    public List<Argument.Field> fields() {
        return arguments.stream().flatMap(argument -> argument.field().stream()).toList();
    }

    public String title() {
        return title(approval);
    }

    /** What it does, in words: the tool's description, or its name. */
    public static String title(ApprovalView approval) {
        return approval.description().isBlank()
                ? Labels.of(approval.tool())
                : approval.description().strip();
    }
}
