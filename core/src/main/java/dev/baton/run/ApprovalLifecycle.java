package dev.baton.run;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.policy.FactValue;
import dev.baton.policy.Level;
import dev.baton.policy.Policy;
import dev.baton.policy.Ruling;
import dev.baton.principal.Principal;
import dev.baton.tool.ToolSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Ruling a call, and asking people where the ruling says so. An approval is for exactly the arguments that were shown. */
final class ApprovalLifecycle {
    private ApprovalLifecycle() {}

    /** Rules a call and acts on the verdict: does it, asks, or fails the step. */
    static void rule(
            Decision decision,
            Situation situation,
            StepId step,
            ToolSpec tool,
            Json.Obj args,
            Map<String, FactValue> facts,
            Map<String, WindowReading> windows) {
        var run = decision.active().orElseThrow();
        var repeated = Repeats.of(run, step, situation.program().tool(tool.name()), args);
        if (repeated.isPresent()) {
            voidGrant(decision, run, step, repeated.get());
            decision.emit(new RunEvent.StepFailed(step, RunEvent.Cause.REFUSED, repeated.get()));
            return;
        }
        var origins = ArgumentOrigins.of(run, situation, step);
        var said = situation.policies().rule(situation.question(run, tool, args, origins), facts, totals(windows));
        var ruling = tool.isWrite() ? situation.level().bound(said) : said;
        var digest = Digest.of(args);
        decision.emit(new RunEvent.Ruled(
                step, tool.name(), args, digest, ruling, known(facts), Optional.of(origins), shown(windows)));
        if (tool.isWrite() && situation.level() == Level.SHADOW && ruling.decision() != Policy.Decision.DENY) {
            voidGrant(decision, run, step, "the agent is in the shadow now and does nothing");
            decision.emit(new RunEvent.Shadowed(step, tool.name().toString(), args, Optional.of(ruling.rule())));
            return;
        }
        switch (ruling.decision()) {
            case ALLOW -> {
                voidGrant(decision, run, step, "the policy now allows it without an approval");
                proceed(decision, situation, step, tool, args, digest, ruling, Optional.empty());
            }
            case ASK -> useOrAsk(decision, situation, run, step, tool, args, digest, ruling, facts);
            case DENY -> voidGrant(decision, run, step, "the policy now denies it");
        }
    }

    private static Map<String, BigDecimal> totals(Map<String, WindowReading> windows) {
        var totals = new LinkedHashMap<String, BigDecimal>();
        windows.forEach((key, reading) -> totals.put(key, reading.total()));
        return totals;
    }

    private static Optional<Json.Obj> shown(Map<String, WindowReading> windows) {
        var shown = new LinkedHashMap<String, Json>();
        windows.forEach(
                (key, reading) -> shown.put(key, Json.parse(reading.total().toPlainString())));
        return shown.isEmpty() ? Optional.empty() : Optional.of(new Json.Obj(shown));
    }

    private static Json.Obj known(Map<String, FactValue> facts) {
        var known = new LinkedHashMap<String, Json>();
        facts.forEach((name, fact) -> {
            if (fact instanceof FactValue.Known value) {
                known.put(name, value.value());
            }
        });
        return new Json.Obj(known);
    }

    private static void proceed(
            Decision decision,
            Situation situation,
            StepId step,
            ToolSpec tool,
            Json.Obj args,
            Digest digest,
            Ruling ruling,
            Optional<String> approval) {
        if (tool.isWrite()) {
            var ruled = new EffectLifecycle.Ruled(
                    args, digest, ruling.rule(), ruling.goesOnUnasked() ? ruling.review() : Optional.empty());
            EffectLifecycle.intend(decision, situation, step, tool, ruled, approval);
        }
    }

    private static void useOrAsk(
            Decision decision,
            Situation situation,
            RunState.Active run,
            StepId step,
            ToolSpec tool,
            Json.Obj args,
            Digest digest,
            Ruling ruling,
            Map<String, FactValue> facts) {
        var grant = grantFor(run, step);
        if (grant.isPresent() && stillHolds(grant.get(), digest, ruling, situation.now())) {
            proceed(
                    decision,
                    situation,
                    step,
                    tool,
                    args,
                    digest,
                    ruling,
                    Optional.of(grant.get().asked().approval()));
            return;
        }
        voidGrant(decision, run, step, "what was approved is no longer what is to be done, or too old");
        var terms = ruling.terms().orElseThrow();
        decision.emit(new RunEvent.ApprovalAsked(
                situation.run() + "-a" + (run.approvals().size() + 1),
                step,
                tool.name(),
                args,
                digest,
                ruling.rule(),
                ruling.ruleDigest(),
                ruling.because(),
                terms,
                known(facts),
                situation.now().plus(terms.expires()),
                ruling.compared()));
    }

    private static Optional<ApprovalState> grantFor(RunState.Active run, StepId step) {
        return run.steps().get(step) instanceof StepState.Granted granted
                ? Optional.ofNullable(run.approvals().get(granted.approval()))
                : Optional.empty();
    }

    private static boolean stillHolds(ApprovalState grant, Digest digest, Ruling ruling, Instant now) {
        return grant.status() instanceof ApprovalState.Status.Granted granted
                && !now.isAfter(granted.useUntil())
                && grant.asked().digest().equals(digest)
                && grant.asked().ruleDigest().equals(ruling.ruleDigest());
    }

    private static void voidGrant(Decision decision, RunState.Active before, StepId step, String reason) {
        grantFor(before, step)
                .ifPresent(grant ->
                        decision.emit(new RunEvent.ApprovalVoided(grant.asked().approval(), reason)));
    }

    /** Ends the asking whose time is over; with the run ending, all of it. */
    static void advance(Decision decision, Situation situation) {
        for (var approval : decision.active().orElseThrow().approvals().values()) {
            if (!approval.isOpen()) {
                continue;
            }
            var moot = decision.active().orElseThrow().isEnding()
                    && !approval.asked().step().isUndo();
            if (moot) {
                decision.emit(new RunEvent.ApprovalVoided(approval.asked().approval(), "the run is ending"));
            } else if (!situation.now().isBefore(approval.asked().expires())) {
                decision.emit(new RunEvent.ApprovalExpired(approval.asked().approval()));
            }
        }
    }

    static Optional<Instant> nextWake(RunState.Active run) {
        return run.approvals().values().stream()
                .filter(ApprovalState::isOpen)
                .map(approval -> approval.asked().expires())
                .min(Instant::compareTo);
    }

    static void approve(Decision decision, Situation situation, RunCommand.Approve vote) {
        var open = open(decision, vote.approval());
        if (open.isEmpty() || hasVoted(open.get(), vote.by())) {
            return;
        }
        decision.emit(new RunEvent.ApprovalVoted(vote.approval(), vote.by(), vote.comment()));
        var terms = open.get().asked().terms();
        if (open.get().votes().size() + 1 >= terms.quorum()) {
            decision.emit(new RunEvent.ApprovalGranted(
                    vote.approval(), situation.now().plus(terms.useWithin())));
        }
    }

    static void deny(Decision decision, RunCommand.Deny vote) {
        if (open(decision, vote.approval()).isPresent()) {
            decision.emit(new RunEvent.ApprovalRefused(vote.approval(), vote.by(), vote.comment()));
        }
    }

    static void edit(Decision decision, RunCommand.Edit vote) {
        open(decision, vote.approval())
                .ifPresent(approval -> decision.emit(new RunEvent.ArgsEdited(
                        approval.asked().step(), vote.approval(), vote.args(), vote.by(), vote.comment())));
    }

    static boolean hasVoted(ApprovalState approval, Principal by) {
        return approval.votes().stream().anyMatch(vote -> vote.by().isSameActor(by));
    }

    private static Optional<ApprovalState> open(Decision decision, String id) {
        return decision.active()
                .flatMap(run -> Optional.ofNullable(run.approvals().get(id)))
                .filter(ApprovalState::isOpen);
    }
}
