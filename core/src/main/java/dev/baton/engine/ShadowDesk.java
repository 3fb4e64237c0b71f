package dev.baton.engine;

import dev.baton.event.ViewStore;
import dev.baton.handoff.HandoffState;
import dev.baton.inbox.InboxEvent;
import dev.baton.json.Json;
import dev.baton.oversight.Act;
import dev.baton.oversight.Agreement;
import dev.baton.principal.Principal;
import dev.baton.run.EffectState;
import dev.baton.run.RunState;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows what agents in the shadow would have done, and lets people tell what they did. */
final class ShadowDesk implements Shadows {
    private static final String OPERATOR = "operator";
    /** How many runs for the same subject are looked at for one that did it. */
    private static final int MOST_OTHERS = 50;

    private final ViewStore views;
    private final RunLog runs;
    private final InboxLog inbox;
    private final Programs programs;

    ShadowDesk(ViewStore views, RunLog runs, InboxLog inbox, Programs programs) {
        this.views = views;
        this.runs = runs;
        this.inbox = inbox;
        this.programs = programs;
    }

    /** The row of a run in the shadow, for the list. */
    static Optional<ViewStore.Row> row(RunLog.Loaded loaded) {
        return loaded.state() instanceof RunState.Ended ended
                        && !ended.last().shadowed().isEmpty()
                ? Optional.of(new ViewStore.Row(
                        loaded.run(), "ended", Views.submitted(loaded).agent(), loaded.at(), Json.object()))
                : Optional.empty();
    }

    @Override
    public Summary of(String agent, int limit) {
        var found = views.find(RunLists.SHADOWS, ViewStore.Query.all(limit).about(agent)).stream()
                .flatMap(row -> find(row.id()).stream())
                .toList();
        var known = found.stream().flatMap(it -> it.agreement().stream()).toList();
        return new Summary(agent, found, known.size(), (int)
                known.stream().filter(Agreement::isFull).count());
    }

    @Override
    public Optional<ShadowView> find(String run) {
        return runs.load(run).filter(loaded -> row(loaded).isPresent()).map(this::view);
    }

    private ShadowView view(RunLog.Loaded loaded) {
        var submitted = Views.submitted(loaded);
        var would = Views.body(loaded).shadowed().stream()
                .map(it -> new Act(it.does(), it.args()))
                .toList();
        var told = told(loaded.run());
        var people = told.or(() -> done(loaded));
        return new ShadowView(
                loaded.run(),
                submitted.agent(),
                submitted.contract().toString(),
                submitted.requester().subject().reference(),
                submitted.input(),
                loaded.at(),
                would,
                people,
                people.map(it -> Agreement.of(would, it.acts(), told.isEmpty())));
    }

    private Optional<People> told(String run) {
        return inbox.said(run).stream()
                .flatMap(said -> said.event() instanceof InboxEvent.PeopleDid it
                        ? Stream.of(new People(it.acts(), it.by().chain(), said.at(), it.comment()))
                        : Stream.<People>empty())
                .reduce((one, other) -> other);
    }

    /** What another run did for the same: the same contract and the same key or input, and not in the shadow itself. */
    private Optional<People> done(RunLog.Loaded shadow) {
        var submitted = Views.submitted(shadow);
        var subject = submitted.requester().subject().reference();
        var query = ViewStore.Query.all(MOST_OTHERS).about(subject).inState(HandoffState.COMPLETED.word());
        return views.find(RunLists.RUNS, query).stream()
                .filter(row -> !row.id().equals(shadow.run()))
                .flatMap(row -> runs.load(row.id()).stream())
                .filter(other -> isForTheSame(submitted, Views.submitted(other)))
                .max(Comparator.comparing(RunLog.Loaded::at))
                .map(other -> new People(acts(other), other.run(), other.at(), Optional.empty()));
    }

    private static boolean isForTheSame(dev.baton.run.RunEvent.Submitted one, dev.baton.run.RunEvent.Submitted other) {
        return one.contract().name().equals(other.contract().name())
                && (one.single().isPresent()
                        ? one.single().equals(other.single())
                        : one.input().equals(other.input()));
    }

    private List<Act> acts(RunLog.Loaded loaded) {
        return Views.body(loaded).effects().values().stream()
                .filter(effect -> effect.status() instanceof EffectState.Status.Confirmed)
                .map(effect -> new Act(effect.tool().toString(), asRuled(loaded, effect)))
                .toList();
    }

    /** Without what the runtime binds, which is never the same twice. */
    private Json.Obj asRuled(RunLog.Loaded loaded, EffectState effect) {
        var bound = programs.load(Views.submitted(loaded).definition())
                .tool(effect.tool())
                .spec()
                .bind()
                .members()
                .keySet();
        var args = new LinkedHashMap<>(effect.args().members());
        args.keySet().removeAll(bound);
        return new Json.Obj(args);
    }

    @Override
    public Outcome tell(String run, List<Act> acts, Optional<String> comment, Principal by) {
        if (by.kind() != Principal.Kind.PERSON || !by.has(OPERATOR)) {
            return new Outcome.NotAllowed(
                    by.reference() + " may not tell what people did; that takes a person with the role " + OPERATOR);
        }
        while (true) {
            if (find(run).isEmpty()) {
                return new Outcome.NotFound("there is no run '" + run + "' that ended in the shadow");
            }
            var head = inbox.assignments(run).head();
            if (inbox.append(InboxLog.stream(run), head, new InboxEvent.PeopleDid(run, acts, comment, by), by)) {
                return new Outcome.Done(find(run).orElseThrow());
            }
        }
    }
}
