package dev.baton.engine;

import dev.baton.event.EventStore;
import dev.baton.event.StreamId;
import dev.baton.json.Json;
import dev.baton.policy.FactRead;
import dev.baton.policy.FactValue;
import dev.baton.principal.Principal;
import dev.baton.run.Decision;
import dev.baton.run.NextAction;
import dev.baton.run.RunCommand;
import dev.baton.run.RunDefinition;
import dev.baton.run.StepId;
import dev.baton.run.WindowReading;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolSpec;
import dev.baton.tool.Toolbox;
import dev.baton.tool.Visibility;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs actions: the one place from which the engine calls tools. */
final class Performer {
    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);
    private static final int FACT_ATTEMPTS = 3;
    private static final Duration FACT_PAUSE = Duration.ofMillis(150);

    private final Toolbox tools;
    private final EventStore store;
    private final ExecutorService threads;

    private final Delegations delegations;
    private final ModelCalls models;
    private final WindowLog windows;
    private final MemoryLog memory;
    private final InstantSource clock;

    Performer(
            Toolbox tools,
            EventStore store,
            ExecutorService threads,
            Delegations delegations,
            ModelCalls models,
            WindowLog windows,
            MemoryLog memory,
            InstantSource clock) {
        this.models = models;
        this.windows = windows;
        this.memory = memory;
        this.clock = clock;
        this.tools = tools;
        this.store = store;
        this.threads = threads;
        this.delegations = delegations;
    }

    /**
     * Performs one action and tells what came of it.
     *
     * @param definition of the run
     * @param principal the agent, acting for whoever asked
     * @param maySend checked right before a write leaves
     */
    RunCommand perform(
            String run, RunDefinition definition, Principal principal, NextAction action, BooleanSupplier maySend)
            throws InterruptedException {
        return switch (action) {
            case NextAction.Read read -> new RunCommand.ReadReturned(read, read(principal, read.tool(), read.args()));
            case NextAction.Judge judge -> judged(run, judge);
            case NextAction.Recheck recheck -> new RunCommand.Rechecked(recheck, readAgain(principal, recheck));
            case NextAction.Remember(var recall) ->
                new RunCommand.Recalled(
                        memory.recall(principal.subject(), definition.agent(), recall, clock.instant()));
            case NextAction.MakePlan make -> new RunCommand.PlanReturned(make, models.plan(definition, make));
            case NextAction.AskJudge asked -> new RunCommand.JudgeReturned(asked, models.judge(asked));
            case NextAction.HandOff handOff ->
                new RunCommand.HandoffReturned(handOff.step(), delegations.handOff(run, principal, handOff));
            case NextAction.Follow follow ->
                new RunCommand.HandoffReturned(follow.step(), delegations.follow(run, principal, follow));
            case NextAction.Send send -> new RunCommand.SendReturned(send.effect(), send(principal, send, maySend));
            case NextAction.LookUp lookUp ->
                new RunCommand.LookUpReturned(
                        lookUp.effect(), call(Principal.SYSTEM, lookUp.tool(), lookUp.args(), Optional.empty()));
        };
    }

    private ToolResult read(Principal principal, ToolSpec tool, Json.Obj args) throws InterruptedException {
        return Visibility.filter(tool, args, principal, call(principal, tool, args, Optional.empty()));
    }

    private ToolResult send(Principal principal, NextAction.Send send, BooleanSupplier maySend)
            throws InterruptedException {
        return maySend.getAsBoolean()
                ? call(principal, send.tool(), send.args(), Optional.of(send.effect()))
                : new ToolResult.Unavailable("the right to send it ended before it was sent", Optional.empty());
    }

    private ToolResult call(Principal principal, ToolSpec spec, Json.Obj args, Optional<String> key)
            throws InterruptedException {
        var tool = tools.find(spec.name());
        if (tool.isEmpty()) {
            return new ToolResult.Unavailable(
                    "the connection " + spec.name().connection() + " is not available", Optional.empty());
        }
        try {
            return tool.get().call(new ToolCall(args, key, principal, spec.timeout()));
        } catch (RuntimeException e) {
            LOG.warn("the tool {} failed in a way it should not", spec.name(), e);
            return new ToolResult.Unknown(
                    spec.name() + " failed: " + e.getClass().getSimpleName());
        }
    }

    /** Facts are the policy's own reads, so nobody's visibility limits them. */
    private Map<String, FactValue> facts(List<FactRead> reads) throws InterruptedException {
        var futures = new HashMap<String, Future<FactValue>>();
        for (var read : reads) {
            futures.put(read.key(), threads.submit(() -> fact(read)));
        }
        var facts = new HashMap<String, FactValue>();
        for (var future : futures.entrySet()) {
            facts.put(future.getKey(), get(future.getValue()));
        }
        return facts;
    }

    private FactValue fact(FactRead read) throws InterruptedException {
        var spec = tools.find(read.tool());
        if (spec.isEmpty()) {
            return new FactValue.Missing("the connection " + read.tool().connection() + " is not available", true);
        }
        var result = patiently(() -> call(Principal.SYSTEM, spec.get().spec(), read.args(), Optional.empty()));
        return switch (result) {
            case ToolResult.Done done -> new FactValue.Known(done.result());
            case ToolResult.Refused refused -> new FactValue.Missing(refused.reason());
            case ToolResult.Unavailable unavailable -> new FactValue.Missing(unavailable.reason(), true);
            case ToolResult.Unknown unknown -> new FactValue.Missing(unknown.reason(), true);
        };
    }

    private Map<StepId, ToolResult> readAgain(Principal principal, NextAction.Recheck recheck)
            throws InterruptedException {
        var futures = new ArrayList<Map.Entry<StepId, Future<ToolResult>>>();
        for (var read : recheck.reads()) {
            Callable<ToolResult> again = () -> patiently(() -> read(principal, read.tool(), read.args()));
            futures.add(Map.entry(read.step(), threads.submit(again)));
        }
        var results = new HashMap<StepId, ToolResult>();
        for (var future : futures) {
            results.put(future.getKey(), get(future.getValue()));
        }
        return results;
    }

    /** A read that somebody waits for is tried a few times before it counts as failed. */
    private static ToolResult patiently(Attempt attempt) throws InterruptedException {
        for (var i = 1; ; i++) {
            var result = attempt.once();
            var worthAnother = result instanceof ToolResult.Unavailable || result instanceof ToolResult.Unknown;
            if (!worthAnother || i == FACT_ATTEMPTS) {
                return result;
            }
            Thread.sleep(FACT_PAUSE.multipliedBy(1L << i));
        }
    }

    private interface Attempt {
        ToolResult once() throws InterruptedException;
    }

    private static <T> T get(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private RunCommand.Judged judged(String run, NextAction.Judge judge) throws InterruptedException {
        var facts = facts(judge.facts());
        var holder = holder(run, judge);
        var sums = new HashMap<String, WindowReading>();
        // last, because what comes in between has the ruling made again
        judge.windows().forEach(use -> sums.put(use.key(), windows.read(use, clock.instant())));
        return new RunCommand.Judged(judge, facts, sums, holder);
    }

    /** The handoff of another run that holds the key which this write would take. */
    private Optional<String> holder(String run, NextAction.Judge judge) {
        return judge.once()
                .map(Decision::onceHold)
                .flatMap(store::holder)
                .map(StreamId::id)
                .filter(owner -> !owner.equals(run))
                .map(owner -> "handoff " + RunNames.handoffOfRun(owner));
    }
}
