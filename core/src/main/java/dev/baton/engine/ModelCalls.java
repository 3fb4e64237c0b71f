package dev.baton.engine;

import dev.baton.agent.ModelRequests;
import dev.baton.json.Json;
import dev.baton.model.ChatModel;
import dev.baton.model.ModelException;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.ModelRequest;
import dev.baton.model.ModelRole;
import dev.baton.model.Models;
import dev.baton.run.ModelOutcome;
import dev.baton.run.NextAction;
import dev.baton.run.RunDefinition;
import dev.baton.run.RunEvent;
import dev.baton.run.StepId;
import java.time.Duration;
import java.util.ArrayList;
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

    private ModelOutcome ask(ModelRole role, Optional<StepId> step, ModelRequest request)
            throws InterruptedException {
        var model = models.of(role);
        if (model.isEmpty()) {
            var reason = "there is no model for the role "
                    + role.name().toLowerCase(java.util.Locale.ROOT) + " now; models.yaml names them";
            return new ModelOutcome.Failed(Optional.empty(), reason, true, Optional.empty());
        }
        return ask(model.get(), step, request);
    }

    private ModelOutcome ask(ChatModel model, Optional<StepId> step, ModelRequest request)
            throws InterruptedException {
        var started = System.nanoTime();
        try {
            var reply = model.chat(request);
            return new ModelOutcome.Answered(answered(request, step, reply, since(started)), output(reply));
        } catch (ModelException e) {
            var call = failed(request, step, model, e.getMessage(), since(started));
            return new ModelOutcome.Failed(
                    Optional.of(call), e.getMessage(), e.kind().isPassing(), e.retryAfter());
        } catch (RuntimeException e) {
            LOG.warn("the model {} failed in a way it should not", model.name(), e);
            var reason = "the model " + model.name() + " failed: " + e.getClass().getSimpleName();
            return new ModelOutcome.Failed(
                    Optional.of(failed(request, step, model, reason, since(started))), reason, true, Optional.empty());
        }
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

    private RunEvent.ModelCalled answered(
            ModelRequest request, Optional<StepId> step, ModelReply reply, Duration latency) {
        return new RunEvent.ModelCalled(
                request.prompt().name(),
                step,
                request.prompt(),
                reply.model(),
                reply.usage(),
                reply.cost(),
                latency,
                problem(reply),
                content(request, Optional.of(reply)));
    }

    private static Optional<String> problem(ModelReply reply) {
        return switch (reply.stop()) {
            case END ->
                reply.output().isPresent() ? Optional.empty() : Optional.of("the model's answer is not JSON");
            case CALLS -> Optional.of("the model asked for calls instead of answering");
            case LENGTH -> Optional.of("the model's answer became too long and was cut off");
            case REFUSAL -> Optional.of("the model declined to answer");
        };
    }

    private RunEvent.ModelCalled failed(
            ModelRequest request, Optional<StepId> step, ChatModel model, String problem, Duration latency) {
        return new RunEvent.ModelCalled(
                request.prompt().name(),
                step,
                request.prompt(),
                model.name(),
                Usage.NONE,
                Optional.empty(),
                latency,
                Optional.of(problem),
                content(request, Optional.empty()));
    }

    private Optional<Json> content(ModelRequest request, Optional<ModelReply> reply) {
        if (!models.recordsContent()) {
            return Optional.empty();
        }
        var said = new ArrayList<Json>();
        request.messages().forEach(message -> said.add(content(message)));
        reply.ifPresent(it -> said.add(Json.object("reply", Json.text(it.text()))));
        return Optional.of(Json.array(said));
    }

    private static Json content(ModelMessage message) {
        return switch (message) {
            case ModelMessage.Instructions(var text) -> Json.object("instructions", Json.text(text));
            case ModelMessage.User(var text) -> Json.object("user", Json.text(text));
            case ModelMessage.Reply(var text, var calls) -> Json.object("reply", Json.text(text));
            case ModelMessage.Returned(var call, var tool, var result) -> Json.object("returned", result);
        };
    }
}
