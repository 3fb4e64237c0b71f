package dev.baton.engine;

import dev.baton.assistant.Briefing;
import dev.baton.assistant.ConversationEvent;
import dev.baton.assistant.ConversationState;
import dev.baton.assistant.Ending;
import dev.baton.assistant.Outcome;
import dev.baton.assistant.Relaying;
import dev.baton.assistant.Relaying.Result;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Does what a conversation still owes: submits the handoff that the person confirmed, passes an answer on, and tells what
 * an agent asks. A crash in between leaves it to whoever looks at the conversation next; each is done under an id of its
 * own, so that nothing happens twice.
 */
final class Settlement {
    private static final int MOST_FOLLOWED = 3;

    private final Handoffs handoffs;
    private final Runs runs;
    private final Supplier<String> ids;

    Settlement(Handoffs handoffs, Runs runs, Supplier<String> ids) {
        this.handoffs = handoffs;
        this.runs = runs;
        this.ids = ids;
    }

    /** The events of the next thing that was owed and is done now; nothing when all is done. */
    List<ConversationEvent> rest(ConversationState state, Optional<Briefing> briefing, boolean offline) {
        if (state.confirmed().isPresent()) {
            return Ending.of(state, handOff(state), briefing, ids.get(), offline);
        }
        if (state.relay().confirmed().isPresent()) {
            return Relaying.ending(state, passOn(state), offline);
        }
        return tell(state, offline);
    }

    private List<ConversationEvent> tell(ConversationState state, boolean offline) {
        return state.handoffs().stream()
                .skip(Math.max(0, state.handoffs().size() - MOST_FOLLOWED))
                .flatMap(handoff -> handoffs.find(handoff).stream())
                .filter(view -> TurnReads.question(view)
                        .filter(question -> !state.relay().told().contains(question.id()))
                        .isPresent())
                .findFirst()
                .map(view -> Relaying.tell(
                        state,
                        TurnReads.question(view).orElseThrow(),
                        view.contract().name(),
                        offline))
                .orElse(List.of());
    }

    private Result passOn(ConversationState state) {
        var answer = state.relay().confirmed().orElseThrow().answer();
        var run = handoffs.find(answer.handoff()).map(HandoffView::run);
        return run.isEmpty()
                ? new Result.TooLate()
                : switch (runs.answer(run.get(), Optional.of(answer.question()), answer.value(), state.with())) {
                    case Runs.Change.Made made ->
                        new Result.Taken(made.run().handoff().message());
                    case Runs.Change.NotFound ignored -> new Result.TooLate();
                    case Runs.Change.NotPossible ignored -> new Result.TooLate();
                    case Runs.Change.NotAllowed ignored -> new Result.NotTaken("you are not who was asked");
                    case Runs.Change.Invalid invalid ->
                        new Result.NotTaken(invalid.problems().stream()
                                .map(Problem::toString)
                                .collect(Collectors.joining("; ")));
                };
    }

    private Outcome handOff(ConversationState state) {
        var proposal = state.confirmed().orElseThrow().proposal();
        var request = new HandoffRequest(
                proposal.contract().toString(),
                proposal.input(),
                ConversationDesk.actor(state, state.with()),
                ConversationDesk.DOOR,
                Optional.of(proposal.draft()));
        return outcome(handoffs.submit(request), state.with());
    }

    private Outcome outcome(Submission submission, Principal with) {
        return switch (submission) {
            case Submission.Accepted accepted ->
                new Outcome.Started(
                        accepted.handoff().id(),
                        accepted.handoff().run(),
                        accepted.handoff().message());
            case Submission.AlreadyRunning running -> goingOn(running, with);
            case Submission.Invalid invalid -> new Outcome.Unfit(fields(invalid.problems()));
            case Submission.NotAllowed refused -> new Outcome.Impossible(refused.message(), false);
            case Submission.UnknownContract unknown -> new Outcome.Impossible(unknown.message(), false);
            case Submission.KeyReused reused ->
                new Outcome.Impossible("the draft's id already names handoff " + reused.handoff(), false);
            case Submission.NoLongerKept gone ->
                new Outcome.Impossible(
                        "the draft became handoff " + gone.handoff() + ", which is no longer kept", false);
            case Submission.NotReady notReady -> new Outcome.Impossible(notReady.message(), true);
            case Submission.Overloaded overloaded -> new Outcome.Impossible(overloaded.message(), true);
        };
    }

    /** Somebody else's handoff is not shown, whatever made it the same as this one. */
    private Outcome goingOn(Submission.AlreadyRunning running, Principal with) {
        var view = handoffs.find(running.handoff());
        var own = view.filter(other -> other.subject().equals(with.subject().reference()))
                .isPresent();
        return new Outcome.GoingOn(
                running.handoff(), view.map(HandoffView::message).orElse(""), own);
    }

    private static List<String> fields(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.path().split("/", -1))
                .filter(steps -> steps.length > 1)
                .map(steps -> steps[1])
                .distinct()
                .toList();
    }
}
