package dev.baton.engine;

import dev.baton.event.ViewStore;
import dev.baton.inbox.ApproverLimits;
import dev.baton.inbox.FourEyes;
import dev.baton.inbox.Rights;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.json.Personal;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import dev.baton.run.ApprovalState;
import dev.baton.run.PlanApproval;
import dev.baton.run.RunCommand;
import dev.baton.tool.ToolName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        return decideOfOneRun(List.of(approval), decision, by).getFirst().outcome();
    }

    @Override
    public Together decideTogether(List<String> approvals, Decision decision, Principal by) {
        var ids = approvals.stream().distinct().toList();
        var mixed =
                Approvals.mixed(ids.stream().flatMap(id -> find(id).stream()).toList(), decision);
        if (mixed.isPresent()) {
            return mixed.get();
        }
        var outcomes = ids.stream()
                .collect(Collectors.groupingBy(RunNames::runOfApproval, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(ofRun -> decideOfOneRun(ofRun, decision, by).stream())
                .collect(Collectors.toMap(Together.Each::approval, each -> each));
        return new Together.Decided(ids.stream().map(outcomes::get).toList());
    }

    /** All or none, in one commit. */
    private List<Together.Each> decideOfOneRun(List<String> ids, Decision decision, Principal by) {
        while (true) {
            var loaded = log.load(RunNames.runOfApproval(ids.getFirst()));
            var judged =
                    ids.stream().map(id -> judged(loaded, id, decision, by)).toList();
            var commands = judged.stream()
                    .flatMap(it -> it instanceof Judged.Possible possible ? Stream.of(possible) : Stream.empty())
                    .toList();
            if (commands.size() < ids.size()) {
                return withheld(ids, judged);
            }
            var told = commands.stream().map(Judged.Possible::command).toList();
            if (loaded.isPresent()
                    && runs.tell(loaded.get(), told, commands.getFirst().acting())) {
                return ids.stream()
                        .map(id -> new Together.Each(id, new Outcome.Taken(find(id).orElseThrow())))
                        .toList();
            }
        }
    }

    /** Whether a decision is possible as the run stands. */
    private sealed interface Judged {
        record Possible(RunCommand command, Principal acting) implements Judged {}

        record Impossible(Outcome outcome) implements Judged {}
    }

    private Judged judged(Optional<RunLog.Loaded> loaded, String approval, Decision decision, Principal by) {
        var view = loaded.flatMap(it -> views.approval(it, approval));
        if (loaded.isEmpty() || view.isEmpty()) {
            return new Judged.Impossible(new Outcome.NotFound("there is no approval " + approval));
        }
        var right = rights.get()
                .of(by, view.get().by(), view.get().askedAt(), settings.clock().instant());
        var objection = right.isEmpty()
                ? Optional.of(missing(view.get(), by))
                : objection(loaded.get(), view.get(), decision, right.get(), by);
        if (objection.isPresent()) {
            return new Judged.Impossible(objection.get());
        }
        var acting = right.orElseThrow().acting(by);
        return new Judged.Possible(command(view.get(), decision, acting), acting);
    }

    private static List<Together.Each> withheld(List<String> ids, List<Judged> judged) {
        var impossible =
                judged.stream().filter(Judged.Impossible.class::isInstance).count();
        var reason = new Outcome.Withheld("not decided, because " + impossible
                + " of the same run could not be; those of one run are decided" + " all or none");
        return IntStream.range(0, ids.size())
                .mapToObj(i -> new Together.Each(
                        ids.get(i),
                        switch (judged.get(i)) {
                            case Judged.Impossible(var outcome) -> outcome;
                            case Judged.Possible ignored -> reason;
                        }))
                .toList();
    }

    @Override
    public Optional<String> obstacle(ApprovalView approval, Principal by) {
        return log.load(approval.run())
                .flatMap(loaded -> judged(Optional.of(loaded), approval.id(), new Decision.Deny(Optional.empty()), by)
                                instanceof Judged.Impossible(var outcome)
                        ? Optional.of(outcome)
                        : Optional.<Outcome>empty())
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.NotAllowed(var message) -> Optional.of(message);
                    case Outcome.Stale(var ignored, var message) -> Optional.of(message);
                    case Outcome.NotFound(var message) -> Optional.of(message);
                    case Outcome.Taken ignored -> Optional.<String>empty();
                    case Outcome.Invalid ignored -> Optional.<String>empty();
                    case Outcome.Withheld ignored -> Optional.<String>empty();
                });
    }

    private static Outcome missing(ApprovalView view, Principal by) {
        return new Outcome.NotAllowed(
                by.reference() + " may not decide this; that takes a person with the role " + view.by());
    }

    private Optional<Outcome> objection(
            RunLog.Loaded loaded, ApprovalView view, Decision decision, Rights.Right right, Principal by) {
        var asked = Views.body(loaded).approvals().get(view.id());
        var acting = right.acting(by);
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
                ? aboveLimit(asked, view, decision, right, by).map(Outcome.NotAllowed::new)
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
            if (value.equals(Json.text(Personal.HIDDEN))) {
                problems.add(new Problem("/args/" + name, "'" + name + "' is personal: have it shown to change it"));
            }
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
