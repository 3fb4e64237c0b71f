package dev.baton.server.door.hook;

import dev.baton.engine.HandoffRequest;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Submission;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.json.Problem;
import dev.baton.server.http.ProblemException;
import dev.baton.trigger.CompiledTrigger;
import dev.baton.trigger.TriggerDecision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/**
 * Starts what an event asks for. What another attempt could not change is a success for the sender, so that it ends its
 * attempts; what a person can mend here is an error, so that it comes again and nothing is lost.
 */
record Starting(Handoffs handoffs) {
    private static final String DOOR = "hook";
    private static final Duration LATER = Duration.ofMinutes(1);

    Answer start(CompiledTrigger trigger, Json event, String delivery) throws Refusal {
        return switch (trigger.decide(event, delivery)) {
            case TriggerDecision.Ignore(var reason) -> Answer.ignored(reason);
            case TriggerDecision.Unfit(var problems) -> throw unfit(trigger, problems);
            case TriggerDecision.Start(var contract, var input, var key) ->
                answer(
                        trigger,
                        handoffs.submit(new HandoffRequest(
                                contract, input, trigger.definition().principal(), DOOR, Optional.of(key))));
        };
    }

    private Answer answer(CompiledTrigger trigger, Submission submission) throws Refusal {
        return switch (submission) {
            case Submission.Accepted(var handoff, var repeated) -> Answer.handoff(handoff, repeated);
            // the same event, of which the trigger would make something else by now: the first time counts
            case Submission.KeyReused(var handoff) ->
                handoffs.find(handoff)
                        .map(view -> Answer.handoff(view, true))
                        .orElseGet(() -> Answer.known(Outcome.REPEATED, handoff));
            case Submission.NoLongerKept(var handoff, var ignored) -> Answer.known(Outcome.REPEATED, handoff);
            // what the event is about is in hand, and a later attempt would only start it a second time
            case Submission.AlreadyRunning(var handoff, var ignored) -> Answer.known(Outcome.ALREADY_RUNNING, handoff);
            case Submission.Invalid(var problems) -> throw unfit(trigger, problems);
            case Submission.NotAllowed(var message) ->
                throw new Refusal(Outcome.NOT_ALLOWED, ProblemException.forbidden(message + "."));
            case Submission.Overloaded(var message, var retryAfter) ->
                throw later(Outcome.OVERLOADED, message, retryAfter);
            case Submission.NotReady(var message) -> throw later(Outcome.NOT_READY, message, LATER);
            case Submission.UnknownContract(var message) -> throw later(Outcome.NOT_READY, message, LATER);
        };
    }

    /** Where is told to everybody, and what only to the sender, since that may hold something of the event. */
    private static Refusal unfit(CompiledTrigger trigger, List<Problem> problems) {
        var places = problems.stream()
                .map(problem -> problem.path().split("/", 3))
                .filter(path -> path.length > 1)
                .map(path -> path[1])
                .distinct()
                .collect(Collectors.joining(", "));
        var detail = "The event does not give what " + trigger.definition().start() + " needs (" + places
                + "). Nothing was started; when the trigger '"
                + trigger.definition().name() + "' is mended, deliver the same again.";
        return new Refusal(
                Outcome.UNFIT,
                ProblemException.of(HttpStatus.UNPROCESSABLE_CONTENT, detail)
                        .with(
                                "errors",
                                Json.array(problems.stream()
                                        .map(JsonMapping::toJson)
                                        .toList())));
    }

    private static Refusal later(Outcome outcome, String message, Duration pause) {
        return new Refusal(
                outcome,
                ProblemException.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "Nothing was accepted: " + message + ". Deliver the same again later.")
                        .retryAfter(pause));
    }
}
