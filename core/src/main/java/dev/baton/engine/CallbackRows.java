package dev.baton.engine;

import dev.baton.event.Growth;
import dev.baton.event.StreamId;
import dev.baton.event.ViewStore;
import dev.baton.json.JsonMapping;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** The list of messages to the outside that failed at least once; what was taken is not in it. */
final class CallbackRows {
    static final String VIEW = "callbacks";
    private static final int PAGE = 500;

    private final ViewStore views;
    private final CallbackLog log;

    CallbackRows(ViewStore views, CallbackLog log) {
        this.views = views;
        this.log = log;
    }

    /** Shows what changed, as it stands now; of runs that are gone nothing. */
    void show(List<Growth> grown, List<String> goneRuns) {
        if (grown.isEmpty()) {
            return;
        }
        var handoffs = grown.stream()
                .map(Growth::stream)
                .filter(stream -> stream.category().equals(CallbackLog.CATEGORY))
                .map(StreamId::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        goneRuns.stream().map(RunNames::handoffOfRun).forEach(handoffs::add);
        if (handoffs.isEmpty()) {
            return;
        }
        for (var handoff : handoffs) {
            show(handoff, grown.getLast().position());
        }
    }

    private void show(String handoff, long position) {
        var moments = CallbackLog.moments(log.shown(handoff));
        var rows = moments.isEmpty()
                ? List.<ViewStore.Row>of()
                : log.load(handoff).state().subscriptions().values().stream()
                        .flatMap(told -> CallbackShown.messages(handoff, told, moments).stream())
                        .filter(message -> message.state() != MessageView.State.WAITING)
                        .map(CallbackRows::row)
                        .toList();
        var ids = rows.stream().map(ViewStore.Row::id).collect(Collectors.toSet());
        var past = views.find(VIEW, ViewStore.Query.all(PAGE).about(handoff)).stream()
                .map(ViewStore.Row::id)
                .filter(id -> !ids.contains(id))
                .toList();
        if (!past.isEmpty()) {
            views.remove(VIEW, past);
        }
        if (!rows.isEmpty()) {
            views.write(VIEW, rows, position);
        }
    }

    private static ViewStore.Row row(MessageView message) {
        return new ViewStore.Row(
                message.id(),
                CallbackShown.word(message.state()),
                message.handoff(),
                message.at(),
                JsonMapping.toJson(message));
    }
}
