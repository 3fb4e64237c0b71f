package dev.baton.server.console;

import dev.baton.engine.ApprovalView;
import dev.baton.engine.Approvals.Decision;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody decided, as the form of an approval sends it.
 *
 * @param decision empty when there are problems
 */
record DecisionForm(Entered entered, Optional<Decision> decision) {

    static DecisionForm read(ApprovalView approval, Map<String, String> form) {
        var entered = entered(form);
        var comment = Optional.of(entered.comment().strip()).filter(text -> !text.isEmpty());
        return switch (form.getOrDefault("decision", "")) {
            case "approve" -> new DecisionForm(entered, Optional.of(new Decision.Approve(comment)));
            case "deny" -> new DecisionForm(entered, Optional.of(new Decision.Deny(comment)));
            case "edit" -> edit(approval, entered, comment);
            default -> refused(entered, List.of(new Problem("", "Choose to approve, to deny or to change it")));
        };
    }

    private static Entered entered(Map<String, String> form) {
        var values = new LinkedHashMap<String, String>();
        form.forEach((name, value) -> {
            if (name.startsWith(Argument.PREFIX)) {
                values.put(name.substring(Argument.PREFIX.length()), value);
            }
        });
        return new Entered(values, form.getOrDefault("comment", ""), List.of());
    }

    private static DecisionForm edit(ApprovalView approval, Entered entered, Optional<String> comment) {
        var problems = new ArrayList<Problem>();
        var changes = changes(approval, entered, problems);
        if (problems.isEmpty() && changes.equals(approval.args())) {
            problems.add(new Problem("", "Nothing was changed; approve it as it is, or enter something else"));
        }
        return problems.isEmpty()
                ? new DecisionForm(entered, Optional.of(new Decision.Edit(changes, comment)))
                : refused(entered, problems);
    }

    /** All arguments, the editable ones as entered; what cannot be read is told. */
    private static Json.Obj changes(ApprovalView approval, Entered entered, List<Problem> problems) {
        var changes = approval.args();
        for (var shown : Shown.of(approval.args())) {
            var name = shown.name();
            var text = entered.value(name).filter(value -> approval.editable().contains(name));
            var was = approval.args().member(name);
            if (text.isPresent() && was.isPresent()) {
                try {
                    changes = changes.with(name, Argument.parse(shown, was.get(), text.get()));
                } catch (IllegalArgumentException e) {
                    problems.add(new Problem("/args/" + name, String.valueOf(e.getMessage())));
                }
            }
        }
        return changes;
    }

    private static DecisionForm refused(Entered entered, List<Problem> problems) {
        return new DecisionForm(entered.with(problems), Optional.empty());
    }
}
