package dev.baton.server.api;

import dev.baton.engine.GoneRun;
import dev.baton.json.Json;
import dev.baton.server.http.ProblemException;
import org.springframework.http.HttpStatus;

/** What is left of a run as JSON. */
final class GoneForm {
    private GoneForm() {}

    /** @throws ProblemException for a run that is no longer in this store at all */
    static Json.Obj of(GoneRun gone) {
        return switch (gone) {
            case GoneRun.Erased erased ->
                Json.object("id", Json.text(erased.id()))
                        .with("run", erased.id())
                        .with("handoff", erased.handoff())
                        .with("state", erased.state().word())
                        .with("message", erased.words())
                        .with("startedAt", Json.time(erased.startedAt()))
                        .with("endedAt", Json.time(erased.endedAt()))
                        .with("erasedAt", Json.time(erased.goneAt()))
                        .with("links", Json.object("events", Json.text("/api/runs/" + erased.id() + "/events")));
            case GoneRun.Archived archived ->
                throw ProblemException.of(HttpStatus.GONE, archived.words())
                        .with("run", archived.id())
                        .with("handoff", archived.handoff())
                        .with("archivedAt", Json.time(archived.goneAt()))
                        .with("file", archived.file());
        };
    }
}
