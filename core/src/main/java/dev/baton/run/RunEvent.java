package dev.baton.run;

import dev.baton.handoff.ContractId;
import dev.baton.handoff.Receipt;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.memory.Recollection;
import dev.baton.model.ModelCall;
import dev.baton.policy.Compared;
import dev.baton.policy.Origins;
import dev.baton.policy.Policy.ApprovalTerms;
import dev.baton.policy.Ruling;
import dev.baton.principal.Principal;
import dev.baton.tool.ToolName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened in a run. Once released, a record here never changes its meaning: old runs replay for ever. */
public sealed interface RunEvent {

    /**
     * Accepted.
     *
     * @param request digest of contract, input and requester, to tell a repeated request from another one
     * @param definition digest of the {@link RunDefinition} that the run keeps
     * @param single the key that no other run may hold at the same time
     * @param parent the run that handed this off, when a run did
     * @param context what it belongs to, as the requester calls that
     */
    record Submitted(
            String handoff,
            ContractId contract,
            Json.Obj input,
            Principal requester,
            String door,
            Optional<String> idempotencyKey,
            Digest request,
            String agent,
            Digest definition,
            Optional<String> single,
            Optional<Parent> parent,
            Optional<String> context)
            implements RunEvent {

        /** One that belongs to nothing. */
        public Submitted(
                String handoff,
                ContractId contract,
                Json.Obj input,
                Principal requester,
                String door,
                Optional<String> idempotencyKey,
                Digest request,
                String agent,
                Digest definition,
                Optional<String> single,
                Optional<Parent> parent) {
            this(
                    handoff,
                    contract,
                    input,
                    requester,
                    door,
                    idempotencyKey,
                    request,
                    agent,
                    definition,
                    single,
                    parent,
                    Optional.empty());
        }
    }

    /**
     * The run that handed off to another one.
     *
     * @param depth how many runs have handed off to each other, 1 for the child of a run that no run started
     */
    record Parent(String run, int depth) {}

    /** Somebody outside is told of its states from now on; who that is stands beside the run. */
    record Followed() implements RunEvent {}

    /**
     * There is a plan.
     *
     * @param planner {@code model}, or {@code playbook:NAME}
     * @param reason why it was made, where that is not plain
     * @param diff to the plan before, where there was one
     * @param stale the steps that start over, or whose names are free again
     */
    record Planned(
            int version,
            String planner,
            Json.Obj plan,
            Optional<String> reason,
            Optional<PlanDiff> diff,
            List<StepId> stale)
            implements RunEvent {
        /** The first plan, as a person wrote it. */
        public Planned(int version, String planner, Json.Obj plan) {
            this(version, planner, plan, Optional.empty(), Optional.empty(), List.of());
        }
    }

    /** What earlier requests of the same person came to, the latest first, before the run is planned. */
    record Recalled(List<Recollection> recollections) implements RunEvent {
        public Recalled {
            recollections = List.copyOf(recollections);
        }
    }

    /**
     * A model was asked.
     *
     * @param step the step or the open part that it was asked for
     */
    record ModelCalled(Optional<StepId> step, ModelCall call) implements RunEvent {}

    /**
     * A plan that a model proposed cannot be carried out.
     *
     * @param version that it would have been
     * @param part the open part that it was for
     */
    record PlanRejected(int version, Optional<String> part, int attempt, List<Problem> problems, Json proposal)
            implements RunEvent {}

    /** There was no proposal; one is asked for again. */
    record PlanDeferred(int version, Optional<String> part, String reason, Instant retryAt) implements RunEvent {}

    /**
     * What there was is planned anew by a model. Until there is a new plan nothing starts, and the {@code stale} steps
     * do not count as done.
     *
     * @param cause how the run ends when there is no new plan
     */
    record ReplanningBegun(int version, String reason, Cause cause, List<StepId> stale) implements RunEvent {}

    /**
     * A model judged.
     *
     * @param with what the question was about
     * @param because its reason, in its words
     */
    record Judged(StepId step, Json.Obj with, Json answer, String because, String model) implements RunEvent {}

    /** What a model answered to a judgement does not fit. */
    record JudgementRejected(StepId step, int attempt, List<Problem> problems, Json answer) implements RunEvent {}

    record Expanded(String step, List<Json> elements) implements RunEvent {}

    record Skipped(StepId step, String reason) implements RunEvent {}

    /** A read of the plan; read again after a wait for people, the later result counts. */
    record ReadDone(StepId step, ToolName tool, Json.Obj args, Json result) implements RunEvent {}

    record ReadDeferred(StepId step, int attempt, String reason, Instant retryAt) implements RunEvent {}

    /** A step could not be done now, and nothing of it was done. */
    record StepDeferred(StepId step, int attempt, String reason, Instant retryAt) implements RunEvent {}

    record StepFailed(StepId step, Cause cause, String reason) implements RunEvent {}

    /** Why a run cannot go on. */
    enum Cause {
        /** A policy or a person said no. */
        DENIED,
        /** A system said no, or somebody else had done it already. */
        REFUSED,
        /** Something went wrong. */
        ERROR
    }

    /**
     * The policies were asked.
     *
     * @param origins where the arguments come from; runs from before that was kept do not have it
     * @param windows what sums over time came to, where the policies have such
     */
    record Ruled(
            StepId step,
            ToolName tool,
            Json.Obj args,
            Digest digest,
            Ruling ruling,
            Json.Obj facts,
            Optional<Origins> origins,
            Optional<Json.Obj> windows)
            implements RunEvent {}

    /**
     * People are asked whether a write may be done.
     *
     * @param compared the values that the rules' conditions named
     */
    record ApprovalAsked(
            String approval,
            StepId step,
            ToolName tool,
            Json.Obj args,
            Digest digest,
            String rule,
            Digest ruleDigest,
            String because,
            ApprovalTerms terms,
            Json.Obj facts,
            Instant expires,
            List<Compared> compared)
            implements RunEvent {}

    record ApprovalVoted(String approval, Principal by, Optional<String> comment) implements RunEvent {}

    record ApprovalGranted(String approval, Instant useUntil) implements RunEvent {}

    record ApprovalRefused(String approval, Principal by, Optional<String> comment) implements RunEvent {}

    record ApprovalExpired(String approval) implements RunEvent {}

    record ApprovalVoided(String approval, String reason) implements RunEvent {}

    /** An approver changed arguments; they are ruled again. */
    record ArgsEdited(StepId step, String approval, Json.Obj args, Principal by, Optional<String> comment)
            implements RunEvent {}

    /** After a grant: what the step rests on was read again and still leads to the same call. */
    record Rechecked(StepId step) implements RunEvent {}

    /** What was read changed what is to be done: the {@code stale} steps start over. */
    record Replanned(int version, String reason, List<StepId> stale) implements RunEvent {}

    /**
     * A write is about to be sent. Durable before anything leaves.
     *
     * @param args everything that is sent, bound arguments included
     * @param digest of the arguments that were ruled
     * @param sendBy nothing is sent later than this
     * @param windows the sums over time that it counts in
     * @param unasked that it goes on although a rule asks for it
     */
    record EffectIntended(
            String effect,
            StepId step,
            ToolName tool,
            Json.Obj args,
            Digest digest,
            String rule,
            Optional<String> approval,
            Optional<String> once,
            Instant sendBy,
            List<Reservation> windows,
            Optional<Unasked> unasked)
            implements RunEvent {}

    /**
     * That a rule asks for a write, and it was done without asking because the agent is autonomous.
     *
     * @param rule that asks, as {@code policy/rule}
     * @param by the role that would have been asked
     * @param sampled whether somebody of that role looks at it afterwards
     */
    record Unasked(String rule, String by, boolean sampled) {}

    /** The same effect is about to be sent again. */
    record EffectResent(String effect, int attempt, Instant sendBy) implements RunEvent {}

    record EffectConfirmed(String effect, Json result) implements RunEvent {}

    /** The system said no, or it was certainly never done and is given up. */
    record EffectFailed(String effect, Cause cause, String reason) implements RunEvent {}

    /** Certainly not done; to be sent again. */
    record EffectDeferred(String effect, String reason, Instant retryAt) implements RunEvent {}

    /**
     * Nobody knows whether it was done.
     *
     * @param next when that is looked into; without it a person must tell
     * @param certainFrom from when on "not found" proves that it was not done
     */
    record EffectUnknown(String effect, String reason, Optional<Instant> next, Instant certainFrom)
            implements RunEvent {}

    record EffectReconciled(String effect, boolean happened, Json result) implements RunEvent {}

    record EffectResolvedByHand(String effect, boolean happened, Json reference, Principal by) implements RunEvent {}

    /**
     * A person did a step outside of Baton, or says what a read would have found.
     *
     * @param effect given to a write, so that it counts, is proof and can be taken back like any other
     * @param once the key that the write takes
     * @param windows the sums over time that it counts in
     */
    record CompletedByHand(
            StepId step,
            Optional<ToolName> tool,
            Json.Obj args,
            Json result,
            Optional<String> effect,
            Optional<String> once,
            Principal by,
            List<Reservation> windows)
            implements RunEvent {}

    /** A person decided that a step is not done. Those that need it see it as skipped. */
    record SkippedByHand(StepId step, String reason, Principal by) implements RunEvent {}

    /**
     * A person had a step tried again: at once when it waits for its next attempt, from its beginning when it has failed.
     * What may have been done is found out by the same effect; what certainly was not gets a new one.
     */
    record StepRetried(StepId step, Principal by) implements RunEvent {}

    /** An effect was taken back by another one. */
    record Undone(String effect, String by) implements RunEvent {}

    /** An effect stays although the run did not complete. */
    record LeftStanding(String effect, String reason) implements RunEvent {}

    /**
     * A person is asked.
     *
     * @param input the id of the question
     * @param of {@code requester} or a role
     * @param context what the question is about
     * @param schema JSON Schema of the answer
     */
    record InputAsked(
            String input, StepId step, String of, String question, Json context, Json.Obj schema, Instant expires)
            implements RunEvent {}

    record InputGiven(String input, Json value, Principal by) implements RunEvent {}

    record InputExpired(String input) implements RunEvent {}

    record InputVoided(String input, String reason) implements RunEvent {}

    record WaitStarted(StepId step, Instant until) implements RunEvent {}

    record WaitOver(StepId step) implements RunEvent {}

    /** Work is about to be handed to another agent. Durable before it is, so that a child run is never forgotten. */
    record HandoffStarted(StepId step, String contract, Json.Obj input) implements RunEvent {}

    record HandedOff(StepId step, String handoff) implements RunEvent {}

    record HandoffEnded(StepId step, String handoff, Receipt receipt) implements RunEvent {}

    /** {@code undo} tells what becomes of what was done; without it the agent's {@code onFailure} does. */
    record CancelRequested(Principal by, String reason, Optional<Boolean> undo) implements RunEvent {}

    /**
     * What the agent would have done, were it not in the shadow. Nothing was.
     *
     * @param does the tool, or {@code handoff CONTRACT}
     * @param rule that lets it, or asks a person
     */
    record Shadowed(StepId step, String does, Json.Obj args, Optional<String> rule) implements RunEvent {}

    /** Something that the run still needs was switched off by a person: it waits. */
    record Halted(String reason) implements RunEvent {}

    /** Everything that the run needs is switched on again. */
    record Resumed() implements RunEvent {}

    record BudgetExceeded(String limit, String reason) implements RunEvent {}

    record Completed(Receipt receipt) implements RunEvent {}

    record Failed(Receipt receipt) implements RunEvent {}

    record Canceled(Receipt receipt) implements RunEvent {}

    record Rejected(Receipt receipt) implements RunEvent {}
}
