package dev.baton.engine;

import dev.baton.event.ViewStore;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import dev.baton.run.PlanApproval;
import dev.baton.run.RunCommand;
import dev.baton.tool.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lets people decide on writes that wait for them. Who asked never approves, and no agent does. */
final class ApprovalDesk implements Approvals {
    private final EngineSettings settings;
    private final RunLog log;
    private final Programs programs;
    private final RunDesk runs;
    private final Views views;

    ApprovalDesk(EngineSettings settings, RunLog log, Programs programs, RunDesk runs, Views views) {
        this.settings = settings;
        this.log = log;
        this.programs = programs;
        this.runs = runs;
        this.views = views;
    }

    @Override
    public List<ApprovalView> list(Optional<ApprovalView.State> state, int limit) {
        var query = ViewStore.Query.all(limit);
        var word = state.map(it -> it.name().toLowerCase(Locale.ROOT));
        return settings
                .views()
                .find(RunLists.APPROVALS, word.map(query::inState).orElse(query))
                .stream()
                .flatMap(row -> find(row.id()).stream())
                .filter(view -> state.map(view.state()::equals).orElse(true))
                .toList();
    }

    @Override
    public Optional<ApprovalView> find(String approval) {
        return log.load(RunNames.runOfApproval(approval)).flatMap(loaded -> views.approval(loaded, approval));
    }

    @Override
    public Outcome decide(String approval, Decision decision, Principal by) {
        while (true) {
            var loaded = log.load(RunNames.runOfApproval(approval));
            var view = loaded.flatMap(it -> views.approval(it, approval));
            if (view.isEmpty()) {
                return new Outcome.NotFound("there is no approval " + approval);
            }
            var objection = objection(loaded.get(), view.get(), decision, by);
            if (objection.isPresent()) {
                return objection.get();
            }
            if (runs.tell(loaded.get(), command(view.get(), decision, by), by)) {
                return new Outcome.Taken(find(approval).orElseThrow());
            }
        }
    }

    private Optional<Outcome> objection(RunLog.Loaded loaded, ApprovalView view, Decision decision, Principal by) {
        var asked = Views.body(loaded).approvals().get(view.id());
        if (by.kind() != Principal.Kind.PERSON || !by.has(view.by())) {
            return Optional.of(new Outcome.NotAllowed(
                    by.reference() + " may not decide this; that takes a person with the role " + view.by()));
        }
        if (isRequester(Views.submitted(loaded).requester(), by)) {
            return Optional.of(
                    new Outcome.NotAllowed(by.reference() + " asked for this handoff, so somebody else has to decide"));
        }
        if (view.state() != ApprovalView.State.OPEN) {
            return Optional.of(new Outcome.Stale(view, stale(view)));
        }
        if (asked != null && asked.votes().stream().anyMatch(vote -> vote.by().isSameActor(by))) {
            return Optional.of(new Outcome.Stale(view, by.reference() + " has decided already"));
        }
        var problems = decision instanceof Decision.Edit edit ? problems(loaded, view, edit) : List.<Problem>of();
        return problems.isEmpty() ? Optional.empty() : Optional.of(new Outcome.Invalid(problems));
    }

    private static boolean isRequester(Principal requester, Principal by) {
        return requester.isSameActor(by)
                || requester.onBehalfOf().map(other -> isRequester(other, by)).orElse(false);
    }

    private static String stale(ApprovalView view) {
        var word = view.state().name().toLowerCase(Locale.ROOT);
        return view.votes().isEmpty()
                ? "approval " + view.id() + " is " + word
                : "approval " + view.id() + " is " + word + ": "
                        + view.votes().getLast().by() + " decided '"
                        + view.votes().getLast().decision() + "' at "
                        + view.votes().getLast().at();
    }

    private List<Problem> problems(RunLog.Loaded loaded, ApprovalView view, Decision.Edit edit) {
        var problems = new ArrayList<Problem>();
        edit.args().members().forEach((name, value) -> {
            var unchanged = view.args().member(name).equals(Optional.of(value));
            if (!unchanged && !view.editable().contains(name)) {
                problems.add(
                        new Problem("/args/" + name, "'" + name + "' cannot be changed; editable: " + view.editable()));
            }
        });
        if (view.tool().equals(PlanApproval.WHOLE_PLAN.toString())) {
            problems.add(new Problem("", "a plan is approved or denied as it is"));
            return problems;
        }
        var schema = programs.load(Views.submitted(loaded).definition())
                .tool(ToolName.parse(view.tool()))
                .spec()
                .input();
        JsonSchema.of(schema)
                .validate(changed(view, edit))
                .forEach(violation -> problems.add(new Problem("/args" + violation.path(), violation.message())));
        return problems;
    }

    /** The arguments as they were, but for those that are given anew. */
    private static Json.Obj changed(ApprovalView view, Decision.Edit edit) {
        var args = view.args();
        for (var member : edit.args().members().entrySet()) {
            args = args.with(member.getKey(), member.getValue());
        }
        return args;
    }

    private static RunCommand command(ApprovalView view, Decision decision, Principal by) {
        return switch (decision) {
            case Decision.Approve approve -> new RunCommand.Approve(view.id(), by, approve.comment());
            case Decision.Deny deny -> new RunCommand.Deny(view.id(), by, deny.comment());
            case Decision.Edit edit -> new RunCommand.Edit(view.id(), by, changed(view, edit), edit.comment());
        };
    }
}
