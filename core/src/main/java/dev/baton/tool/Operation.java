package dev.baton.tool;

import dev.baton.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a tool does on its system, as the connection's file says it. */
public sealed interface Operation {

    /** What the system itself calls it: an OpenAPI operationId, a tool of an MCP server, a method. */
    record Named(String name) implements Operation {}

    /**
     * A statement in SQL with {@code :name} for each argument.
     *
     * @param write whether it changes anything
     * @param args JSON Schema of the arguments
     * @param rows the most that are read
     */
    record Statement(String sql, boolean write, Json.Obj args, Answer answer, int rows) implements Operation {}

    /** What a statement answers. */
    enum Answer {
        /** {@code {rows: [...]}} */
        LIST,
        /** The one row; not found without one. */
        ONE,
        /** {@code {count: n}}: how many rows were changed. */
        COUNT
    }

    /**
     * An HTTP request. Path, query, headers and body are templates over {@code args}.
     *
     * @param path appended to the connection's url
     * @param expect statuses that mean done; empty for every 2xx
     * @param args JSON Schema of the arguments
     * @param output JSON Schema of the answer before it is trimmed; empty when nothing is known
     */
    record Request(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            Optional<Json> body,
            List<Integer> expect,
            Json.Obj args,
            Json.Obj output)
            implements Operation {}

    /**
     * A message that is sent. Recipients, subject and bodies are templates over {@code args}; who sends it is fixed.
     *
     * @param recipients a text or a list of texts each, one address a text
     * @param text the plain body
     * @param html the same as HTML; what is inserted is escaped
     * @param args JSON Schema of the arguments
     */
    record Mail(
            String from,
            Recipients recipients,
            Optional<String> replyTo,
            String subject,
            Optional<String> text,
            Optional<String> html,
            Json.Obj args)
            implements Operation {}

    /** Who a message goes to; each is a template of a text or a list. */
    record Recipients(Json to, Optional<Json> cc, Optional<Json> bcc) {}

    /** Something done to a calendar; what it takes and answers is the same for all calendars. */
    record Booking(Deed deed) implements Operation {}

    /** What can be done to a calendar. */
    enum Deed {
        /** When somebody is not free. */
        BUSY,
        CREATE,
        MOVE,
        CANCEL
    }
}
