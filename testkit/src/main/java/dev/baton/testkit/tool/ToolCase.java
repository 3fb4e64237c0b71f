package dev.baton.testkit.tool;

import dev.baton.json.Json;
import dev.baton.tool.ToolName;
import dev.baton.tool.Toolbox;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A system with a write, and a read where there is such a thing, connected as a file would connect it, of which a test can see what it has done. */
public interface ToolCase extends AutoCloseable {
    Toolbox tools();

    /** Empty for a system of which nothing can be read. */
    Optional<ToolName> read();

    Json.Obj readArgs();

    ToolName write();

    Json.Obj writeArgs();

    /** Arguments that do not fit the schema of the write. */
    Json.Obj wrongArgs();

    /** One entry for each time that the write was done. */
    List<String> effects();

    /** Whether the write takes idempotency keys. */
    boolean keyed();

    /** A secret that is sent to the system. */
    Optional<String> secret();

    /** What the system can be made to do. */
    Set<Trouble> shows();

    /** From now on. */
    void begin(Trouble trouble) throws Exception;

    /** Closes the connection and the system. */
    @Override
    void close();
}
