package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.ConnectionDefinition.ToolDeclaration;
import dev.baton.tool.ConnectionOptions;
import dev.baton.tool.ToolName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code connections/*.yaml}. */
final class ConnectionReader implements DefinitionReader<ConnectionDefinition> {
    private static final List<String> TYPES = List.of("openapi", "mcp", "sql", "http", "mail", "calendar", "java");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    @Override
    public Optional<ConnectionDefinition> read(String name, Fields fields, String body) {
        fields.required("type");
        var type = fields.word("type", TYPES).orElse("");
        var url = url(type, fields);
        var network = fields.word("network", List.of("public", "private")).orElse("public");
        var auth = AuthReader.read(fields, "auth");
        var readAuth = AuthReader.read(fields, "readAuth");
        var timeout = fields.duration("timeout").orElse(DEFAULT_TIMEOUT);
        if (timeout.isZero()) {
            fields.problem("timeout", "a call needs some time");
        }
        var options = options(type, fields);
        var tools = tools(name, new ToolReader(type), fields);
        return fields.endWith(() -> new ConnectionDefinition(
                name, type, url, network.equals("private"), auth, readAuth, timeout, tools, options));
    }

    /** A process that is started has no address, and neither have methods of Java. */
    private static String url(String type, Fields fields) {
        if (type.equals("mcp") && fields.has("command")) {
            if (fields.has("url")) {
                fields.json("url");
                fields.problem("url", "an MCP server is either at a 'url' or started by a 'command'");
            }
            return "stdio:" + fields.texts("command").stream().findFirst().orElse("");
        }
        if (type.equals("java")) {
            return "java:" + fields.optionalText("jar").orElse("");
        }
        var url = fields.text("url");
        Settings.problemOf(url, "config").ifPresent(problem -> fields.problem("url", problem));
        return url;
    }

    private static ConnectionOptions options(String type, Fields fields) {
        var concurrency = fields.whole("concurrency").map(Long::intValue);
        if (concurrency.filter(most -> most < 1).isPresent()) {
            fields.problem("concurrency", "'concurrency' is at least 1");
        }
        return new ConnectionOptions(
                concurrency,
                rate(fields),
                fields.optionalText("trust"),
                fields.optionalText("proxy"),
                type.equals("mcp") ? fields.texts("command") : List.of(),
                type.equals("mcp") ? environment(fields) : Map.of(),
                type.equals("sql") ? effects(fields) : Optional.empty());
    }

    private static Map<String, String> environment(Fields fields) {
        return fields.textsByName("environment");
    }

    /** It becomes part of a statement, so only plain names are taken. */
    private static Optional<String> effects(Fields fields) {
        return fields.parsed("effects", table -> {
            if (!table.matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
                throw new IllegalArgumentException(
                        "'" + table + "' is not the name of a table (letters, digits, underscores)");
            }
            return table;
        });
    }

    private static Optional<ConnectionOptions.Rate> rate(Fields fields) {
        return fields.child("rate").flatMap(rate -> {
            rate.required("calls");
            rate.required("per");
            var calls = rate.whole("calls").orElse(1L);
            var per = rate.duration("per").orElse(Duration.ofSeconds(1));
            return rate.endWith(() -> new ConnectionOptions.Rate(calls.intValue(), per));
        });
    }

    private static Map<String, ToolDeclaration> tools(String connection, ToolReader reader, Fields fields) {
        var tools = new LinkedHashMap<String, ToolDeclaration>();
        if (fields.object("tools").members().isEmpty()) {
            fields.problem("tools", "'tools' names what the connection offers, at least one tool");
        }
        fields.childrenByName("tools").forEach((name, tool) -> {
            try {
                new ToolName(connection, name);
            } catch (IllegalArgumentException e) {
                tool.problem("", String.valueOf(e.getMessage()));
            }
            reader.read(tool).ifPresent(sound -> tools.put(name, sound));
        });
        return tools;
    }

    /** True when the file itself says that the tool writes; for others the connection knows once it is there. */
    static boolean isDeclaredWrite(ToolDeclaration tool) {
        return tool.access()
                .map(access -> access == Access.WRITE)
                .orElse(tool.idempotency().isPresent()
                        || tool.once().isPresent()
                        || tool.undo().isPresent());
    }
}
