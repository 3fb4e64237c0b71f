package dev.baton.workspace;

import dev.baton.expression.Scope;
import dev.baton.json.Fields;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition.ToolDeclaration;
import dev.baton.tool.Operation;
import dev.baton.tool.Paging;
import dev.baton.tool.ToolName;
import dev.baton.tool.Undo;
import java.util.List;
import java.util.Optional;

/** Reads one tool of a connection's file. */
final class ToolReader {
    private static final Scope ARGS = Scope.empty().withAny("args");
    private static final Scope EFFECT = ARGS.withAny("effect");
    private static final int MOST_PAGES = 100;

    private final String type;

    /** @param type of the connection, which decides how an operation is written */
    ToolReader(String type) {
        this.type = type;
    }

    Optional<ToolDeclaration> read(Fields tool) {
        var operation = new OperationReader(type).read(tool);
        var description = tool.optionalText("description");
        var effect = access(tool, operation);
        var idempotency = IdempotencyReader.read(tool);
        var once = tool.optionalText("once");
        Expressions.checkTemplate(tool, "once", ARGS);
        var visible = tool.optionalText("visible");
        Expressions.check(tool, "visible", ARGS.withAny("result").withAny("principal"));
        var bind = tool.object("bind");
        Expressions.checkTemplate(tool, "bind", EFFECT);
        var undo = undo(tool);
        var result = tool.json("result");
        Expressions.checkTemplate(tool, "result", Scope.empty().withAny("result"));
        var pages = pages(tool);
        checkFits(tool, effect);
        return tool.endWith(() -> new ToolDeclaration(
                operation.orElseThrow(), description, effect, idempotency, once, visible, bind, undo, result, pages));
    }

    /**
     * A statement knows itself whether it changes anything; there the file cannot say otherwise. Elsewhere it is a write
     * unless the file says that it is none; only a description of OpenAPI may tell later that it is a GET, and Java that
     * its method only reads.
     */
    private Optional<Access> access(Fields tool, Optional<Operation> operation) {
        var known = operation.flatMap(ToolReader::known);
        if (known.isPresent() && tool.has("effect")) {
            tool.json("effect");
            tool.problem("effect", "'effect' is not needed: what the tool does says it");
        }
        return known.or(() -> tool.choice("effect", Access.class))
                .or(() -> List.of("openapi", "java").contains(type) ? Optional.empty() : Optional.of(Access.WRITE));
    }

    private static Optional<Access> known(Operation operation) {
        return switch (operation) {
            case Operation.Statement statement -> Optional.of(statement.write() ? Access.WRITE : Access.READ);
            case Operation.Mail ignored -> Optional.of(Access.WRITE);
            case Operation.Booking(var deed) -> Optional.of(deed == Operation.Deed.BUSY ? Access.READ : Access.WRITE);
            case Operation.Request ignored -> Optional.empty();
            case Operation.Named ignored -> Optional.empty();
        };
    }

    private static void checkFits(Fields tool, Optional<Access> effect) {
        if (effect.equals(Optional.of(Access.READ))) {
            for (var key : List.of("undo", "idempotency", "once")) {
                refuse(tool, key, "is about writes, but this is declared a read");
            }
        } else if (effect.isPresent() || tool.has("idempotency") || tool.has("once") || tool.has("undo")) {
            refuse(tool, "visible", "is about reads, but this is declared a write");
            refuse(tool, "pages", "is about reads, but this is declared a write");
        }
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

    private Optional<Paging> pages(Fields tool) {
        if (!tool.has("pages")) {
            return Optional.empty();
        }
        if (!List.of("openapi", "http").contains(type)) {
            tool.json("pages");
            refuse(tool, "pages", "is for connections of type openapi and http");
            return Optional.empty();
        }
        return tool.child("pages").flatMap(pages -> {
            var way = way(pages);
            var items = pages.optionalText("items").orElse("");
            var most = pages.whole("most").orElse(10L);
            if (most < 1 || most > MOST_PAGES) {
                pages.problem("most", "'most' is from 1 to " + MOST_PAGES);
            }
            return pages.endWith(() -> new Paging(way.orElseThrow(), items, most.intValue()));
        });
    }

    private static Optional<Paging.Way> way(Fields pages) {
        return pages.word("by", List.of("link", "cursor", "number"))
                .<Paging.Way>map(by -> switch (by) {
                    case "link" -> new Paging.Way.LinkHeader();
                    case "cursor" -> new Paging.Way.Cursor(pages.text("from"), pages.text("parameter"));
                    default ->
                        new Paging.Way.PageNumber(
                                pages.text("parameter"),
                                pages.whole("first").orElse(1L).intValue());
                })
                .or(() -> {
                    pages.required("by");
                    return Optional.empty();
                });
    }

    private static void refuse(Fields tool, String name, String why) {
        if (tool.has(name)) {
            tool.problem(name, "'" + name + "' " + why);
        }
    }
}
