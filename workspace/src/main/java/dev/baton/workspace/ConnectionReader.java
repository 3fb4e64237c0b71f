package dev.baton.workspace;

import dev.baton.expression.Scope;
import dev.baton.json.Fields;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.ConnectionDefinition.Auth;
import dev.baton.tool.ConnectionDefinition.ToolDeclaration;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolName;
import dev.baton.tool.Undo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code connections/*.yaml}. */
final class ConnectionReader implements DefinitionReader<ConnectionDefinition> {
    private static final Scope ARGS = Scope.empty().withAny("args");
    private static final Scope EFFECT = ARGS.withAny("effect");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    @Override
    public Optional<ConnectionDefinition> read(String name, Fields fields, String body) {
        fields.required("type");
        var type = fields.word("type", List.of("openapi")).orElse("");
        var url = fields.text("url");
        Settings.problemOf(url, "config").ifPresent(problem -> fields.problem("url", problem));
        var network = fields.word("network", List.of("public", "private")).orElse("public");
        var auth = auth(fields, "auth");
        var readAuth = auth(fields, "readAuth");
        var timeout = fields.duration("timeout").orElse(DEFAULT_TIMEOUT);
        if (timeout.isZero()) {
            fields.problem("timeout", "a call needs some time");
        }
        var tools = tools(name, fields);
        return fields.endWith(() ->
                new ConnectionDefinition(name, type, url, network.equals("private"), auth, readAuth, timeout, tools));
    }

    private static Optional<Auth> auth(Fields fields, String name) {
        return fields.child(name).flatMap(auth -> {
            auth.required("type");
            auth.word("type", List.of("bearer"));
            var token = auth.text("token");
            tokenProblem(token).ifPresent(problem -> auth.problem("token", problem));
            return auth.endWith(() -> new Auth.Bearer(token));
        });
    }

    private static Optional<String> tokenProblem(String token) {
        return token.contains("${")
                ? Settings.problemOf(token, "secret")
                : Optional.of("a token does not belong in a file; write ${secret.NAME}");
    }

    private static Map<String, ToolDeclaration> tools(String connection, Fields fields) {
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
            tool(tool).ifPresent(sound -> tools.put(name, sound));
        });
        return tools;
    }

    private static Optional<ToolDeclaration> tool(Fields tool) {
        var operation = tool.text("operation");
        var description = tool.optionalText("description");
        var effect = tool.choice("effect", Access.class);
        var idempotency = idempotency(tool);
        var once = tool.optionalText("once");
        Expressions.checkTemplate(tool, "once", ARGS);
        var visible = tool.optionalText("visible");
        Expressions.check(tool, "visible", ARGS.withAny("result").withAny("principal"));
        var bind = tool.object("bind");
        Expressions.checkTemplate(tool, "bind", EFFECT);
        var undo = undo(tool);
        if (effect.equals(Optional.of(Access.READ))) {
            refuse(tool, "undo", "is about writes, but this is declared a read");
            refuse(tool, "idempotency", "is about writes, but this is declared a read");
            refuse(tool, "once", "is about writes, but this is declared a read");
        } else if (effect.isPresent() || tool.has("idempotency") || tool.has("once") || tool.has("undo")) {
            refuse(tool, "visible", "is about reads, but this is declared a write");
        }
        return tool.endWith(
                () -> new ToolDeclaration(operation, description, effect, idempotency, once, visible, bind, undo));
    }

    private static Optional<Undo> undo(Fields tool) {
        return tool.child("undo").flatMap(undo -> {
            var write = undo.parsed("tool", ToolName::parse);
            undo.required("tool");
            var args = undo.object("args");
            Expressions.checkTemplate(undo, "args", EFFECT.withAny("result"));
            return undo.endWith(() -> new Undo(write.orElseThrow(), args));
        });
    }

    private static void refuse(Fields tool, String name, String why) {
        if (tool.has(name)) {
            tool.problem(name, "'" + name + "' " + why);
        }
    }

    /** The word {@code none}, or an object with {@code key}, {@code lookup}, both of them, or {@code none}. */
    private static Optional<Idempotency> idempotency(Fields tool) {
        if (tool.json("idempotency").flatMap(json -> json.asText()).isPresent()) {
            return tool.word("idempotency", List.of("none")).map(none -> new Idempotency.None(Duration.ZERO));
        }
        return tool.child("idempotency").flatMap(ConnectionReader::idempotencyForm);
    }

    private static Optional<Idempotency> idempotencyForm(Fields form) {
        var forms = List.of("key", "lookup", "none").stream().filter(form::has).toList();
        if (forms.equals(List.of("key", "lookup"))) {
            return keyThenLookup(form);
        }
        if (forms.size() != 1) {
            form.problem(
                    "",
                    "'idempotency' is one of key, lookup and none"
                            + (forms.isEmpty() ? "" : ", not " + String.join(" and ", forms)));
            return Optional.empty();
        }
        return switch (forms.getFirst()) {
            case "key" -> key(form);
            case "lookup" -> lookup(form).map(lookup -> lookup);
            default -> none(form);
        };
    }

    private static Optional<Idempotency> key(Fields form) {
        var parameter = form.text("key");
        form.required("validFor");
        var validFor = form.duration("validFor");
        return form.endWith(() -> new Idempotency.Key(parameter, validFor.orElseThrow()));
    }

    /** While the key is valid it is used; after that the lookup tells. */
    private static Optional<Idempotency> keyThenLookup(Fields form) {
        var parameter = form.text("key");
        form.required("validFor");
        var validFor = form.duration("validFor");
        return lookup(form).map(then -> new Idempotency.Key(parameter, validFor.orElseThrow(), Optional.of(then)));
    }

    private static Optional<Idempotency.Lookup> lookup(Fields form) {
        var tool = form.parsed("lookup", ToolName::parse);
        var args = form.object("args");
        Expressions.checkTemplate(form, "args", EFFECT);
        var match = form.text("match");
        Expressions.check(form, "match", EFFECT.withAny("result"));
        var found = form.optionalText("found");
        Expressions.check(form, "found", EFFECT.withAny("result"));
        form.required("settle");
        var settle = form.duration("settle");
        return form.endWith(() -> new Idempotency.Lookup(tool.orElseThrow(), args, match, found, settle.orElseThrow()));
    }

    private static Optional<Idempotency> none(Fields form) {
        if (!form.flag("none", true)) {
            form.problem("none", "'none' can only be true");
        }
        var settle = form.duration("settle").orElse(Duration.ZERO);
        return form.endWith(() -> new Idempotency.None(settle));
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
