package dev.baton.engine;

import dev.baton.event.ViewStore;
import dev.baton.inbox.ApproverLimits;
import dev.baton.inbox.FourEyes;
import dev.baton.inbox.Rights;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import dev.baton.run.ApprovalState;
import dev.baton.run.PlanApproval;
import dev.baton.run.RunCommand;
import dev.baton.tool.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets people decide on writes that wait for them. Who asked never approves, and no agent does. */
final class ApprovalDesk implements Approvals {
    private final EngineSettings settings;
    private final RunLog log;
    private final Programs programs;
    private final RunDesk runs;
    private final Views views;
    private final Supplier<Rights> rights;

    ApprovalDesk(
            EngineSettings settings,
            RunLog log,
            Programs programs,
            RunDesk runs,
            Views views,
            Supplier<Rights> rights) {
        this.settings = settings;
        this.log = log;
        this.programs = programs;
        this.runs = runs;
        this.views = views;
        this.rights = rights;
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
            var acting = rights.get()
                    .of(
                            by,
                            view.get().by(),
                            view.get().askedAt(),
                            settings.clock().instant())
                    .map(right -> right.acting(by));
            if (acting.isPresent()
                    && runs.tell(loaded.get(), command(view.get(), decision, acting.get()), acting.get())) {
                return new Outcome.Taken(find(approval).orElseThrow());
            }
        }
    }

    @Override
    public Optional<String> obstacle(ApprovalView approval, Principal by) {
        return log.load(approval.run())
                .flatMap(loaded -> objection(loaded, approval, new Decision.Deny(Optional.empty()), by))
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.NotAllowed(var message) -> Optional.of(message);
                    case Outcome.Stale(var ignored, var message) -> Optional.of(message);
                    case Outcome.NotFound(var message) -> Optional.of(message);
                    case Outcome.Taken ignored -> Optional.<String>empty();
                    case Outcome.Invalid ignored -> Optional.<String>empty();
                });
    }

    private Optional<Outcome> objection(RunLog.Loaded loaded, ApprovalView view, Decision decision, Principal by) {
        var asked = Views.body(loaded).approvals().get(view.id());
        var now = settings.clock().instant();
        var right = rights.get().of(by, view.by(), view.askedAt(), now);
        if (right.isEmpty()) {
            return Optional.of(new Outcome.NotAllowed(
                    by.reference() + " may not decide this; that takes a person with the role " + view.by()));
        }
        var acting = right.get().acting(by);
        var requester = Views.submitted(loaded).requester();
        var same = FourEyes.whoAsked(requester, acting);
        if (same.isPresent()) {
            return Optional.of(new Outcome.NotAllowed(
                    same.get().reference() + " asked for this handoff, so somebody else has to decide"));
        }
        if (view.state() != ApprovalView.State.OPEN) {
            return Optional.of(new Outcome.Stale(view, stale(view)));
        }
        var voters = asked == null
                ? List.<Principal>of()
                : asked.votes().stream().map(ApprovalState.Vote::by).toList();
        var voted = FourEyes.whoVoted(voters, acting);
        if (voted.isPresent()) {
            return Optional.of(new Outcome.Stale(view, voted.get().reference() + " has decided already"));
        }
        var problems = decision instanceof Decision.Edit edit ? problems(loaded, view, edit) : List.<Problem>of();
        return problems.isEmpty()
                ? aboveLimit(asked, view, decision, right.get(), by).map(Outcome.NotAllowed::new)
                : Optional.of(new Outcome.Invalid(problems));
    }

    /** To say no takes no limit. */
    private Optional<String> aboveLimit(
            @Nullable ApprovalState asked, ApprovalView view, Decision decision, Rights.Right right, Principal by) {
        var amount = Optional.ofNullable(asked).flatMap(it -> it.asked().terms().amount());
        if (amount.isEmpty() || decision instanceof Decision.Deny) {
            return Optional.empty();
        }
        var args = decision instanceof Decision.Edit edit ? changed(view, edit) : view.args();
        return ApproverLimits.objection(rights.get().people(), right, by, amount.get(), args);
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
