package dev.baton.inbox;

import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.inbox.InboxItem.Kind;
import dev.baton.principal.People;
import dev.baton.principal.Principal;
import dev.baton.run.ApprovalState;
import dev.baton.run.EffectState;
import dev.baton.run.PlanApproval;
import dev.baton.run.QuestionState;
import dev.baton.run.RunEvent;
import dev.baton.run.RunState;
import dev.baton.run.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What of a run waits for people. */
public final class RunItems {
    /** Who settles what is unknown, failed or stuck. */
    public static final String OPERATOR = "operator";

    private static final int LONGEST = 300;

    private final String run;
    private final String handoff;
    private final People people;

    private RunItems(String run, String handoff, People people) {
        this.run = run;
        this.handoff = handoff;
        this.people = people;
    }

    /** Everything that waits, closed or not, but for a run that is stuck: that cannot be told from the run alone. */
    public static List<InboxItem> of(String run, String handoff, RunState state, People people) {
        var items = new RunItems(run, handoff, people);
        return switch (state) {
            case RunState.NotStarted ignored -> List.of();
            case RunState.Active active -> items.of(active);
            case RunState.Ended(var last, var receipt) ->
                Stream.concat(items.failed(last, receipt).stream(), items.reviews(last))
                        .toList();
        };
    }

    /** How the item is called by which an effect is looked at that was done unasked. */
    public static String reviewId(EffectState effect) {
        // effects are called r-…-e1, and what follows the last dash of an item is its own
        var number = effect.id().lastIndexOf("-e");
        return effect.id().substring(0, number) + "-v" + effect.id().substring(number + 2);
    }

    /** What a run did unasked that somebody looks at, as soon as it is done. */
    private Stream<InboxItem> reviews(RunState.Active active) {
        return active.effects().values().stream()
                .filter(effect ->
                        effect.unasked().map(RunEvent.Unasked::sampled).orElse(false))
                .flatMap(effect -> effect.doneAt().map(at -> review(active, effect, at)).stream());
    }

    private InboxItem review(RunState.Active active, EffectState effect, Instant at) {
        var unasked = effect.unasked().orElseThrow();
        return item(
                active,
                reviewId(effect),
                Kind.REVIEW,
                effect.step().toString(),
                unasked.by(),
                "Was it right? " + effect.tool() + " " + effect.args().write(),
                Optional.of(effect.tool().toString()),
                Optional.of(unasked.rule()),
                at,
                Optional.empty());
    }

    /** The item of a run that has not moved since {@code at}. */
    public static InboxItem stuck(String run, String handoff, RunState.Active active, Instant at, People people) {
        return new RunItems(run, handoff, people)
                .item(
                        active,
                        stuckId(run),
                        Kind.STUCK_RUN,
                        "",
                        OPERATOR,
                        "The run has not moved since " + at + ", and it waits for nothing and nobody",
                        Optional.empty(),
                        Optional.empty(),
                        at,
                        Optional.empty());
    }

    /** How the item of a run that is stuck is called. */
    public static String stuckId(String run) {
        return run + "-stuck";
    }

    /** The ids under which a run may have had items that it has no more. */
    public static List<String> past(RunState state) {
        return switch (state) {
            case RunState.NotStarted ignored -> List.of();
            case RunState.Active active -> past(active);
            case RunState.Ended(var last, var receipt) -> {
                var ids = new ArrayList<>(past(last));
                last.approvals().keySet().forEach(ids::add);
                last.questions().keySet().forEach(ids::add);
                yield List.copyOf(ids);
            }
        };
    }

    private static List<String> past(RunState.Active active) {
        var ids = new ArrayList<String>();
        active.approvals().forEach((id, approval) -> {
            if (!approval.isOpen()) {
                ids.add(id);
            }
        });
        active.questions().forEach((id, question) -> {
            if (!question.isOpen()) {
                ids.add(id);
            }
        });
        active.effects().forEach((id, effect) -> {
            if (effect.perhapsDone() && !(effect.status() instanceof EffectState.Status.NeedsPerson)) {
                ids.add(id);
            }
        });
        return ids;
    }

    private List<InboxItem> of(RunState.Active active) {
        var items = new ArrayList<InboxItem>();
        active.approvals().values().stream()
                .filter(ApprovalState::isOpen)
                .map(approval -> approval(active, approval))
                .forEach(items::add);
        active.questions().values().stream()
                .filter(question -> question.isOpen() && !question.isForRequester())
                .map(question -> question(active, question))
                .forEach(items::add);
        for (var effect : active.effects().values()) {
            if (effect.status() instanceof EffectState.Status.NeedsPerson(var reason)) {
                items.add(unknown(active, effect, reason));
            }
        }
        reviews(active).forEach(items::add);
        return items;
    }

    private InboxItem approval(RunState.Active active, ApprovalState approval) {
        var asked = approval.asked();
        var isPlan = asked.tool().equals(PlanApproval.WHOLE_PLAN);
        return item(
                active,
                asked.approval(),
                Kind.APPROVAL,
                asked.step().toString(),
                asked.terms().by(),
                isPlan
                        ? "May this plan begin?"
                        : asked.tool() + " " + asked.args().write(),
                Optional.of(asked.tool().toString()),
                Optional.of(asked.rule()),
                approval.askedAt(),
                Optional.of(asked.expires()));
    }

    private InboxItem question(RunState.Active active, QuestionState question) {
        var asked = question.asked();
        return item(
                active,
                asked.input(),
                asked.step().equals(StepId.ENDING) ? Kind.EXCEPTION : Kind.QUESTION,
                asked.step().toString(),
                asked.of(),
                asked.question(),
                Optional.empty(),
                Optional.empty(),
                question.askedAt(),
                Optional.of(asked.expires()));
    }

    private InboxItem unknown(RunState.Active active, EffectState effect, String reason) {
        return item(
                active,
                effect.id(),
                Kind.UNKNOWN_EFFECT,
                effect.step().toString(),
                OPERATOR,
                "Did " + effect.tool() + " happen? " + effect.args().write() + " (" + reason + ")",
                Optional.of(effect.tool().toString()),
                Optional.empty(),
                effect.intendedAt(),
                Optional.empty());
    }

    /** What a failed child run means is dealt with by the run that asked for it. */
    private Optional<InboxItem> failed(RunState.Active last, Receipt receipt) {
        var ofAnAgent = last.submitted().requester().kind() == Principal.Kind.AGENT;
        return receipt.state() == HandoffState.FAILED && !ofAnAgent
                ? Optional.of(item(
                        last,
                        run + "-failed",
                        Kind.FAILED_HANDOFF,
                        "",
                        OPERATOR,
                        receipt.reason().orElse("The handoff failed"),
                        Optional.empty(),
                        Optional.empty(),
                        receipt.endedAt(),
                        Optional.empty()))
                : Optional.empty();
    }

    private InboxItem item(
            RunState.Active active,
            String id,
            Kind kind,
            String step,
            String role,
            String title,
            Optional<String> tool,
            Optional<String> rule,
            Instant since,
            Optional<Instant> expires) {
        var submitted = active.submitted();
        var names = new ArrayList<String>(List.of(submitted.contract().name()));
        tool.ifPresent(names::add);
        return new InboxItem(
                id,
                kind,
                run,
                handoff,
                submitted.contract().toString(),
                submitted.agent(),
                submitted.requester().subject().reference(),
                step,
                role,
                title.length() <= LONGEST ? title : title.substring(0, LONGEST) + "…",
                tool,
                rule,
                List.copyOf(people.skillsFor(names)),
                since,
                expires);
    }
}
