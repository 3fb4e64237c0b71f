package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.policy.Origins;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run about to differ from another in a few parts. */
final class RunCopy {
    final RunEvent.Submitted submitted;
    final Instant startedAt;
    int planVersion;
    Json.Obj plan;
    Map<String, List<Json>> expansions;
    Map<StepId, StepState> steps;
    Map<StepId, Json.Obj> edited;
    Map<StepId, Origins> origins;
    Map<String, EffectState> effects;
    Map<String, ApprovalState> approvals;
    Map<String, QuestionState> questions;
    String planner;
    Optional<PlanningState> planning;
    List<PlanVersion> versions;
    int replans;
    int forgotten;
    Optional<RunEvent.Recalled> recalled;
    List<RunEvent.ModelCalled> calls;
    int retries;
    Optional<RunEvent.CancelRequested> cancel;
    Optional<RunState.Failure> failure;
    List<RunEvent.Shadowed> shadowed;
    Optional<String> halted;
    Duration waited;
    Optional<Instant> waitingSince;
    boolean followed;

    RunCopy(RunState.Active run) {
        submitted = run.submitted();
        startedAt = run.startedAt();
        planVersion = run.planVersion();
        plan = run.plan();
        expansions = run.expansions();
        steps = run.steps();
        edited = run.edited();
        origins = run.origins();
        effects = run.effects();
        approvals = run.approvals();
        questions = run.questions();
        planner = run.planner();
        planning = run.planning();
        versions = run.versions();
        replans = run.replans();
        forgotten = run.forgotten();
        recalled = run.recalled();
        calls = run.calls();
        retries = run.retries();
        cancel = run.cancel();
        failure = run.failure();
        shadowed = run.shadowed();
        halted = run.halted();
        waited = run.waited();
        waitingSince = run.waitingSince();
        followed = run.followed();
    }

    RunState.Active done() {
        return new RunState.Active(
                submitted,
                startedAt,
                planVersion,
                plan,
                expansions,
                steps,
                edited,
                origins,
                effects,
                approvals,
                questions,
                planner,
                planning,
                versions,
                replans,
                forgotten,
                recalled,
                calls,
                retries,
                cancel,
                failure,
                shadowed,
                halted,
                waited,
                waitingSince,
                followed);
    }
}
