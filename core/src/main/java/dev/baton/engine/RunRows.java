package dev.baton.engine;

import dev.baton.event.RecordedEvent;
import dev.baton.event.ViewStore;
import dev.baton.integrity.ArchivedStreams;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows that lists are made of. */
final class RunRows {
    private RunRows() {}

    static ViewStore.Row of(HandoffView handoff, String agent, Instant updatedAt) {
        return row(new RunSummary(
                handoff.run(),
                handoff.id(),
                handoff.contract().toString(),
                agent,
                handoff.state().word(),
                handoff.subject(),
                handoff.message(),
                handoff.submittedAt(),
                updatedAt,
                Optional.empty(),
                handoff.needs().map(RunRows::words)));
    }

    static ViewStore.Row of(GoneRun.Erased run) {
        return row(new RunSummary(
                run.id(),
                run.handoff(),
                "",
                "",
                run.state().word(),
                "",
                "",
                run.startedAt(),
                run.endedAt(),
                Optional.of(run.goneAt()),
                Optional.empty()));
    }

    private static ViewStore.Row row(RunSummary summary) {
        return new ViewStore.Row(
                summary.id(), summary.state(), summary.subject(), summary.startedAt(), JsonMapping.toJson(summary));
    }

    private static String words(HandoffView.Needs needs) {
        return switch (needs) {
            case HandoffView.Needs.Approval approval -> "the decision of a " + approval.by();
            case HandoffView.Needs.Input input -> "the answer of the " + input.of() + ": " + input.question();
            case HandoffView.Needs.Resolution resolution ->
                "an operator to find out what became of " + resolution.step();
        };
    }

    static ViewStore.Row of(ApprovalView view) {
        return new ViewStore.Row(
                view.id(),
                view.state().name().toLowerCase(Locale.ROOT),
                view.by(),
                view.askedAt(),
                Json.object("run", Json.text(view.run())));
    }

    /** A row for each run that an event says was archived. */
    static List<ViewStore.Row> archived(RecordedEvent event) {
        return ArchivedStreams.in(event).stream()
                .flatMap(archived -> archived.streams().stream()
                        .filter(end -> end.stream().category().equals("run"))
                        .map(end -> new ViewStore.Row(
                                end.stream().id(),
                                "archived",
                                archived.archive(),
                                event.at(),
                                Json.object("file", Json.text(archived.file())))))
                .toList();
    }

    static GoneRun archived(ViewStore.Row row) {
        return new GoneRun.Archived(
                row.id(),
                RunNames.handoffOfRun(row.id()),
                row.at(),
                row.body().get("file").flatMap(Json::asText).orElse(""));
    }
}
