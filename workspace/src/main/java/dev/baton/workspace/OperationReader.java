package dev.baton.workspace;

import dev.baton.expression.Scope;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.tool.Operation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what a tool does on its system: each type of connection has its own way of saying so. */
final class OperationReader {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final int MOST_ROWS = 10_000;

    private final String type;

    OperationReader(String type) {
        this.type = type;
    }

    Optional<Operation> read(Fields tool) {
        return switch (type) {
            case "sql" -> statement(tool);
            case "http" -> request(tool);
            case "mail" -> mail(tool);
            case "calendar" ->
                Optional.of(new Operation.Booking(
                        tool.choice("operation", Operation.Deed.class).orElseGet(() -> {
                            tool.required("operation");
                            return Operation.Deed.BUSY;
                        })));
            default -> Optional.of(new Operation.Named(tool.text("operation")));
        };
    }

    private static Optional<Operation> statement(Fields tool) {
        if (tool.has("read") == tool.has("write")) {
            tool.json("read");
            tool.json("write");
            tool.problem("", "a tool of a database has either 'read' or 'write': a statement in SQL");
        }
        var write = tool.has("write");
        var sql = write ? tool.text("write") : tool.optionalText("read").orElse("");
        var args = args(tool);
        var answer = tool.choice("answer", Operation.Answer.class)
                .orElse(write ? Operation.Answer.COUNT : Operation.Answer.LIST);
        var rows = tool.whole("rows").orElse(200L);
        if (rows < 1 || rows > MOST_ROWS) {
            tool.problem("rows", "'rows' is from 1 to " + MOST_ROWS);
        }
        if (!write && answer == Operation.Answer.COUNT) {
            tool.problem("answer", "'count' tells how many rows a write changed; a read answers 'list' or 'one'");
        }
        return Optional.of(new Operation.Statement(sql, write, args, answer, rows.intValue()));
    }

    private static Optional<Operation> request(Fields tool) {
        var args = args(tool);
        var scope = Scope.empty().with("args", args);
        var output = schema(tool, "output");
        var expect = statuses(tool);
        var request = tool.requiredChild("request");
        request.required("method");
        var method =
                request.parsed("method", text -> text.toUpperCase(Locale.ROOT)).orElse("GET");
        if (!METHODS.contains(method)) {
            request.problem("method", "'" + method + "' is not one of " + String.join(", ", METHODS));
        }
        var path = request.text("path");
        if (!path.startsWith("/")) {
            request.problem("path", "a path begins with /; it is appended to the url of the connection");
        }
        for (var name : List.of("path", "query", "headers", "body")) {
            Expressions.checkTemplate(request, name, scope);
        }
        var query = request.textsByName("query");
        var headers = request.textsByName("headers");
        var body = request.json("body");
        return request.endWith(() -> new Operation.Request(method, path, query, headers, body, expect, args, output));
    }

    private static Optional<Operation> mail(Fields tool) {
        var args = args(tool);
        var scope = Scope.empty().with("args", args);
        var mail = tool.requiredChild("mail");
        for (var name : List.of("to", "cc", "bcc", "replyTo", "subject", "text", "html")) {
            Expressions.checkTemplate(mail, name, scope);
        }
        var from = mail.text("from");
        if (from.contains("${")) {
            mail.problem("from", "who sends is fixed; arguments may only say to whom and what");
        }
        var to = mail.required("to");
        var recipients = new Operation.Recipients(to, mail.json("cc"), mail.json("bcc"));
        var replyTo = mail.optionalText("replyTo");
        var subject = mail.text("subject");
        var text = mail.optionalText("text");
        var html = mail.optionalText("html");
        if (text.isEmpty() && html.isEmpty()) {
            mail.problem("text", "a mail says something: write 'text', 'html' or both");
        }
        return mail.endWith(() -> new Operation.Mail(from, recipients, replyTo, subject, text, html, args));
    }

    private static List<Integer> statuses(Fields tool) {
        var statuses = tool.json("expect")
                .map(json -> json instanceof Json.Arr list ? list.items() : List.of(json))
                .orElse(List.of());
        if (!statuses.stream().allMatch(OperationReader::isStatus)) {
            tool.problem("expect", "'expect' lists the statuses that mean done, as in [200, 204]");
            return List.of();
        }
        return statuses.stream()
                .map(status -> (int) ((Json.Whole) status).value())
                .toList();
    }

    private static boolean isStatus(Json status) {
        return status instanceof Json.Whole number && number.value() >= 200 && number.value() < 600;
    }

    /** The schema of the arguments, which the file gives name by name; all are required but those that are optional. */
    private static Json.Obj args(Fields tool) {
        var properties = Json.object();
        for (var arg : tool.childrenByName("args").entrySet()) {
            properties = properties.with(
                    arg.getKey(), tool.object("args").member(arg.getKey()).orElse(Json.object()));
        }
        var required = new LinkedHashSet<>(properties.members().keySet());
        for (var name : tool.texts("optional")) {
            if (!required.remove(name)) {
                tool.problem(
                        "optional",
                        "'" + name + "' is not among the 'args'"
                                + Fields.suggestion(name, properties.members().keySet()));
            }
        }
        var schema = Json.object("type", Json.text("object"))
                .with("additionalProperties", Json.bool(false))
                .with("properties", properties);
        checkSchema(tool, "args", schema);
        return required.isEmpty() ? schema : schema.with("required", Json.texts(required));
    }

    private static Json.Obj schema(Fields tool, String name) {
        var schema = tool.object(name);
        checkSchema(tool, name, schema);
        return schema;
    }

    private static void checkSchema(Fields tool, String name, Json.Obj schema) {
        JsonSchema.problemsOf(schema).stream()
                .limit(1)
                .forEach(problem -> tool.problem(name, "not a JSON Schema: " + problem));
    }
}
