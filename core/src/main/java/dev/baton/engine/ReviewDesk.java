package dev.baton.engine;

import dev.baton.inbox.FourEyes;
import dev.baton.inbox.InboxEvent;
import dev.baton.inbox.Rights;
import dev.baton.inbox.RunItems;
import dev.baton.json.Json;
import dev.baton.oversight.AgentRecord;
import dev.baton.oversight.LevelEvent;
import dev.baton.policy.Level;
import dev.baton.principal.Principal;
import dev.baton.run.EffectState;
import dev.baton.run.RunEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Lets people say whether what was done unasked was right. */
final class ReviewDesk implements Reviews {
    private final RunLog runs;
    private final InboxLog inbox;
    private final Runs journals;
    private final LevelDesk levels;
    private final Supplier<Rights> rights;
    private final InstantSource clock;

    ReviewDesk(
            RunLog runs,
            InboxLog inbox,
            Runs journals,
            LevelDesk levels,
            Supplier<Rights> rights,
            InstantSource clock) {
        this.runs = runs;
        this.inbox = inbox;
        this.journals = journals;
        this.levels = levels;
        this.rights = rights;
        this.clock = clock;
    }

    @Override
    public Optional<ReviewView> find(String item) {
        return runs.load(RunNames.runOfItem(item))
                .flatMap(loaded -> effect(loaded, item).map(effect -> view(loaded, effect)));
    }

    private static Optional<EffectState> effect(RunLog.Loaded loaded, String item) {
        return Views.body(loaded).effects().values().stream()
                .filter(effect ->
                        effect.unasked().map(RunEvent.Unasked::sampled).orElse(false))
                .filter(effect -> effect.doneAt().isPresent())
                .filter(effect -> RunItems.reviewId(effect).equals(item))
                .findFirst();
    }

    private ReviewView view(RunLog.Loaded loaded, EffectState effect) {
        var submitted = Views.submitted(loaded);
        var unasked = effect.unasked().orElseThrow();
        var id = RunItems.reviewId(effect);
        return new ReviewView(
                id,
                loaded.run(),
                submitted.agent(),
                submitted.contract().toString(),
                submitted.requester().subject().reference(),
                submitted.input(),
                effect.step().toString(),
                effect.tool().toString(),
                unasked.rule(),
                unasked.by(),
                verdict(loaded.run(), effect),
                effect.args(),
                result(effect.status()),
                effect.doneAt().orElseThrow(),
                said(loaded.run(), id));
    }

    /** The last ruling of the step before the effect was intended. */
    private String verdict(String run, EffectState effect) {
        var words = "";
        for (var entry : journals.journal(run, 0)) {
            if (entry.type().equals("Ruled")
                    && entry.payload()
                            .textAt("step")
                            .equals(Optional.of(effect.step().toString()))) {
                words = entry.words();
            } else if (entry.type().equals("EffectIntended")
                    && entry.payload().textAt("effect").equals(Optional.of(effect.id()))) {
                break;
            }
        }
        return words;
    }

    private static Json result(EffectState.Status status) {
        return switch (status) {
            case EffectState.Status.Confirmed it -> it.result();
            case EffectState.Status.Standing it -> it.result();
            case EffectState.Status.Undone it -> it.result();
            case EffectState.Status other -> Json.Null.INSTANCE;
        };
    }

    private Optional<Said> said(String run, String item) {
        return inbox.said(run).stream()
                .flatMap(said -> said.event() instanceof InboxEvent.Reviewed it
                                && it.item().equals(item)
                        ? Optional.of(new Said(it.fine(), it.comment(), it.by().chain(), said.at())).stream()
                        : Optional.<Said>empty().stream())
                .findFirst();
    }

    @Override
    public Optional<String> obstacle(ReviewView review, Principal by) {
        return acting(review, by) instanceof Acting.Not(var message) ? Optional.of(message) : Optional.empty();
    }

    private sealed interface Acting {
        record As(Principal acting) implements Acting {}

        record Not(String message) implements Acting {}
    }

    /** Who asked for it does not judge it, in whosever name. */
    private Acting acting(ReviewView review, Principal by) {
        var right = rights.get().of(by, review.by(), review.doneAt(), clock.instant());
        if (right.isEmpty()) {
            return new Acting.Not(
                    by.reference() + " may not judge this; that takes a person with the role " + review.by());
        }
        var acting = right.get().acting(by);
        return runs.load(review.run())
                .flatMap(loaded -> FourEyes.whoAsked(Views.submitted(loaded).requester(), acting))
                .<Acting>map(who -> new Acting.Not(who.id() + " asked for it and cannot judge it"))
                .orElse(new Acting.As(acting));
    }

    @Override
    public Outcome review(String item, boolean fine, Optional<String> comment, Principal by) {
        if (!fine && comment.filter(text -> !text.isBlank()).isEmpty()) {
            return new Outcome.Conflict("what was not right about it? Say so in a comment");
        }
        var run = RunNames.runOfItem(item);
        while (true) {
            var head = RunNames.isRun(run)
                    ? Optional.of(inbox.assignments(run).head())
                    : Optional.<dev.baton.event.StreamHead>empty();
            var found = find(item);
            if (found.isEmpty() || head.isEmpty()) {
                return new Outcome.NotFound("nothing called '" + item + "' is to be looked at");
            }
            var review = found.get();
            if (review.said().isPresent()) {
                return again(review, fine);
            }
            switch (acting(review, by)) {
                case Acting.Not(var message) -> {
                    return new Outcome.NotAllowed(message);
                }
                case Acting.As(var acting) -> {
                    var noted = new LevelEvent.Reviewed(review.agent(), item, review.rule(), fine, acting);
                    if (inbox.append(
                            InboxLog.stream(run),
                            head.get(),
                            new InboxEvent.Reviewed(item, fine, comment, acting),
                            acting,
                            List.of(levels.noting(noted, acting)))) {
                        return done(find(item).orElseThrow(), fine);
                    }
                }
            }
        }
    }

    /** The same word twice is one word. */
    private Outcome again(ReviewView review, boolean fine) {
        var said = review.said().orElseThrow();
        return said.fine() == fine
                ? done(review, fine)
                : new Outcome.Conflict(said.by() + " said already that it was " + (said.fine() ? "fine" : "not fine"));
    }

    private Outcome done(ReviewView review, boolean fine) {
        var agent = levels.find(review.agent())
                .orElseGet(() -> new Levels.AgentLevel(
                        review.agent(), "", Level.PROPOSE, Level.PROPOSE, AgentRecord.NONE, Set.of()));
        var message = fine
                ? "found fine"
                : "kept as not fine; what was done stays as it is."
                        + (agent.now() == Level.AUTONOMOUS
                                ? " " + agent.agent() + " is autonomous; its level can be lowered"
                                : "");
        return new Outcome.Done(review, agent, message);
    }
}
