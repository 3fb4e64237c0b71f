package dev.baton.server.door;

import dev.baton.json.Json;
import java.util.Optional;

/** A program outside that uses one door, in that door's protocol, as one persona of the workspace. */
public interface DoorClient extends AutoCloseable {

    /** What came of handing something in. */
    sealed interface Reply {
        /** @param handoff Baton's id of it, as the door names it */
        record Accepted(String handoff) implements Reply {}

        /** In the protocol's own form of an error; the words that it holds. */
        record Refused(String words) implements Reply {}
    }

    /**
     * A handoff as the protocol shows it.
     *
     * @param state the protocol's own word
     * @param words what it tells people
     * @param receipt Baton's receipt, once there is one
     */
    record Shown(String state, String words, Optional<Json> receipt) {}

    /** Does not wait for the end. */
    Reply submit(String contract, Json.Obj input, String key);

    /** What the door shows now; nothing when it says that there is no such handoff. */
    Optional<Shown> look(String handoff);

    /** Waits, in the way that the protocol has for it, until the handoff has ended. */
    Shown awaitEnd(String handoff);

    /** Answers what the agent asks whoever the handoff is for. */
    void answer(String handoff, Json value);

    void cancel(String handoff);

    @Override
    void close();
}
