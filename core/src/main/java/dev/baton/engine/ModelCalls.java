package dev.baton.engine;

import dev.baton.agent.ModelRequests;
import dev.baton.json.Json;
import dev.baton.model.ChatModel;
import dev.baton.model.ModelCall;
import dev.baton.model.ModelException;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelRequest;
import dev.baton.model.ModelRole;
import dev.baton.model.Models;
import dev.baton.run.ModelOutcome;
import dev.baton.run.NextAction;
import dev.baton.run.RunDefinition;
import dev.baton.run.RunEvent;
import dev.baton.run.StepId;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks models what a run wants to know of them, and tells what there is to be recorded of it. */
final class ModelCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ModelCalls.class);

    private final Models models;

    ModelCalls(Models models) {
        this.models = models;
    }

    ModelOutcome plan(RunDefinition definition, NextAction.MakePlan make) throws InterruptedException {
        var request = ModelRequests.plan(definition, make.brief(), models.prompts());
        var part = make.brief().part().map(it -> StepId.of(it.name()));
        return ask(ModelRole.PLANNER, part, request);
    }

    ModelOutcome judge(NextAction.AskJudge asked) throws InterruptedException {
        return ask(ModelRole.JUDGE, Optional.of(asked.step()), ModelRequests.judge(asked, models.prompts()));
    }

    private ModelOutcome ask(ModelRole role, Optional<StepId> step, ModelRequest request) throws InterruptedException {
        var model = models.of(role);
        if (model.isEmpty()) {
            var reason = "there is no model for the role " + role.name().toLowerCase(java.util.Locale.ROOT)
                    + " now; models.yaml names them";
            return new ModelOutcome.Failed(Optional.empty(), reason, true, Optional.empty());
        }
        return ask(model.get(), step, request);
    }

    private ModelOutcome ask(ChatModel model, Optional<StepId> step, ModelRequest request) throws InterruptedException {
        var started = System.nanoTime();
        try {
            var reply = model.chat(request);
            var call = ModelCall.answered(request, reply, since(started), models.recordsContent());
            var told = new RunEvent.ModelCalled(
                    step, problem(reply).map(call::withProblem).orElse(call));
            return new ModelOutcome.Answered(told, output(reply));
        } catch (ModelException e) {
            return failed(model, step, request, e, since(started));
        } catch (RuntimeException e) {
            LOG.warn("the model {} failed in a way it should not", model.name(), e);
            var reason =
                    "the model " + model.name() + " failed: " + e.getClass().getSimpleName();
            var failure = new ModelException(ModelException.Kind.UNAVAILABLE, reason);
            return failed(model, step, request, failure, since(started));
        }
    }

    private ModelOutcome failed(
            ChatModel model, Optional<StepId> step, ModelRequest request, ModelException failure, Duration latency) {
        var call = ModelCall.failed(request, model.name(), failure, latency, models.recordsContent());
        return new ModelOutcome.Failed(
                Optional.of(new RunEvent.ModelCalled(step, call)),
                failure.getMessage(),
                failure.kind().isPassing(),
                failure.retryAfter());
    }

    private static Duration since(long started) {
        return Duration.ofMillis((System.nanoTime() - started) / 1_000_000);
    }

    private static Optional<Json> output(ModelReply reply) {
        return switch (reply.stop()) {
            case END -> reply.output();
            case CALLS, LENGTH, REFUSAL -> Optional.empty();
        };
    }

    private static Optional<String> problem(ModelReply reply) {
        return switch (reply.stop()) {
            case END -> reply.output().isPresent() ? Optional.empty() : Optional.of("the model's answer is not JSON");
            case CALLS -> Optional.of("the model asked for calls instead of answering");
            case LENGTH -> Optional.of("the model's answer became too long and was cut off");
            case REFUSAL -> Optional.of("the model declined to answer");
        };
    }
}
