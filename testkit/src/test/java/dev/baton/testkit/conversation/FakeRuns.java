package dev.baton.testkit.conversation;

import dev.baton.engine.GoneRun;
import dev.baton.engine.HandoffView;
import dev.baton.engine.JournalEntry;
import dev.baton.engine.RunSummary;
import dev.baton.engine.RunView;
import dev.baton.engine.Runs;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes answers to what the runs of {@link FakeHandoffs} ask, as a run would. */
final class FakeRuns implements Runs {
    final List<String> answers = new CopyOnWriteArrayList<>();
    private final FakeHandoffs handoffs;

    FakeRuns(FakeHandoffs handoffs) {
        this.handoffs = handoffs;
    }

    @Override
    public Change answer(String run, Optional<String> question, Json value, Principal by) {
        var view = handoffs.started.values().stream()
                .filter(it -> it.run().equals(run))
                .findFirst()
                .orElseThrow();
        if (!(view.needs().orElse(null) instanceof HandoffView.Needs.Input input)
                || !question.equals(Optional.of(input.id()))) {
            return new Change.NotPossible("no such question is open");
        }
        var violations = JsonSchema.of(input.schema()).validate(value);
        if (!violations.isEmpty()) {
            return new Change.Invalid(violations.stream()
                    .map(it -> new Problem(it.path(), it.message()))
                    .toList());
        }
        answers.add(by.chain() + " " + value.write());
        handoffs.move(view.id(), HandoffState.WORKING, "We go on with your order");
        return new Change.Made(new RunView(
                handoffs.find(view.id()).orElseThrow(),
                "refunds",
                "settled",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    @Override
    public List<RunSummary> list(Optional<HandoffState> state, int limit) {
        return List.of();
    }

    @Override
    public Optional<RunView> find(String run) {
        return Optional.empty();
    }

    @Override
    public Optional<GoneRun> gone(String run) {
        return Optional.empty();
    }

    @Override
    public List<JournalEntry> journal(String run, long afterRevision) {
        return List.of();
    }

    @Override
    public List<JournalEntry> awaitJournal(String run, long afterRevision, Duration atMost) {
        return List.of();
    }

    @Override
    public Change cancel(String run, Principal by, String reason, Optional<Boolean> undo) {
        return new Change.NotFound("there is no run " + run);
    }

    @Override
    public Change resolve(String run, String step, boolean happened, Optional<Json> reference, Principal by) {
        return new Change.NotFound("there is no run " + run);
    }

    @Override
    public Change skip(String run, String step, String reason, Principal by) {
        return new Change.NotFound("there is no run " + run);
    }

    @Override
    public Change retry(String run, String step, Principal by) {
        return new Change.NotFound("there is no run " + run);
    }
}
