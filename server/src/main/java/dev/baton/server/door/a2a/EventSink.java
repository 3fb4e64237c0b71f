package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.server.http.Events;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Writes the items of a flow as server-sent events. */
record EventSink(Events events, UnaryOperator<Json.Obj> form) implements Answer.Sink {
    @Override
    public void item(Json.Obj item) throws IOException {
        events.send(form.apply(item));
    }

    @Override
    public void idle() throws IOException {
        events.heartbeat();
    }
}
