package dev.baton.connect;

import dev.baton.connect.calendar.CalendarSource;
import dev.baton.connect.mail.MailSource;
import dev.baton.connect.mcp.McpSource;
import dev.baton.connect.method.JavaSource;
import dev.baton.connect.openapi.OpenApiSource;
import dev.baton.connect.request.RequestSource;
import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.ToolSource;
import dev.baton.connect.sql.SqlSource;
import dev.baton.json.Fields;
import dev.baton.tool.ConnectionDefinition;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** The kinds of connections. */
final class Sources {
    private static final List<String> TYPES = List.of("openapi", "mcp", "sql", "http", "mail", "calendar", "java");

    private Sources() {}

    /** @throws ConnectionException when it cannot even be tried, with the reason */
    static ToolSource of(ConnectionDefinition definition, UnaryOperator<String> texts, Path folder, InstantSource clock)
            throws ConnectionException {
        return switch (definition.type()) {
            case "openapi" -> new OpenApiSource(definition, texts, folder, clock);
            case "mcp" -> new McpSource(definition, texts, folder, clock);
            case "sql" -> new SqlSource(definition, texts, folder, clock);
            case "http" -> new RequestSource(definition, texts, folder, clock);
            case "calendar" -> new CalendarSource(definition, texts, folder, clock);
            case "java" -> new JavaSource(definition, folder);
            case "mail" -> new MailSource(definition, texts, folder, clock);
            default ->
                throw new ConnectionException("the type '" + definition.type() + "' is not supported"
                        + Fields.suggestion(definition.type(), TYPES) + " (supported: " + String.join(", ", TYPES)
                        + ")");
        };
    }
}
