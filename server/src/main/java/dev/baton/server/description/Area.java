package dev.baton.server.description;

import dev.baton.json.Json;
import java.util.List;
import java.util.Map;

/** Operations that belong together, with the schemas that they are the first to name. */
interface Area {
    Map<String, Json.Obj> schemas();

    List<Operation> operations();
}
