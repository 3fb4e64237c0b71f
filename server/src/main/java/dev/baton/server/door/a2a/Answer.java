package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import java.io.IOException;

/** What an operation is answered with. */
sealed interface Answer {

    record Now(Json.Obj result) implements Answer {}

    /** One thing after the other, as it happens. */
    non-sealed interface Flow extends Answer {
        /** Blocks until there is nothing more to tell. */
        void writeTo(Sink sink) throws IOException, InterruptedException;
    }

    /** Takes the items of a flow. */
    interface Sink {
        void item(Json.Obj item) throws IOException;

        /** Nothing happened for a while; finds out whether somebody still listens. */
        void idle() throws IOException;
    }
}
