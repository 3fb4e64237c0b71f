package dev.baton.server.door.a2a;

import dev.baton.principal.Principal;
import java.util.List;

/** Who is told of the changes of a task. Whether a caller may look at the task was judged before. */
interface Pushes {

    /**
     * Tells somebody from now on; durable when this returns. One of the same id is replaced.
     *
     * @throws A2aException when nobody can be told there
     */
    PushConfig create(String task, PushConfig wanted, Principal caller);

    /** Those of a task, without their secrets. */
    List<PushConfig> list(String task);

    /** Does nothing when there is none of that id. */
    void delete(String task, String id, Principal caller);
}
