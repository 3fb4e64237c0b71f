package dev.baton.connect.calendar;

import dev.baton.connect.Connections;
import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.testkit.tool.ToolCase;
import dev.baton.testkit.tool.Trouble;
import dev.baton.tool.Access;
import dev.baton.tool.Auth;
import dev.baton.tool.Operation;
import dev.baton.tool.Operation.Deed;
import dev.baton.tool.ToolName;
import dev.baton.tool.Toolbox;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A calendar to look at and to enter events in. */
record CalendarCase(CalendarServer server, Connections connections) implements ToolCase {

    static CalendarCase open(CalendarServer.Backend backend) throws InterruptedException {
        var server = new CalendarServer(backend);
        return new CalendarCase(server, connection(server).opened());
    }

    static Given connection(CalendarServer server) {
        var connection = Given.connection(server.url())
                .type("calendar")
                .auth(new Auth.Basic(CalendarServer.USER, CalendarServer.PASSWORD));
        for (var deed : Deed.values()) {
            connection = connection.tool(
                    deed.name().toLowerCase(Locale.ROOT),
                    Given.declared(
                            new Operation.Booking(deed),
                            deed == Deed.BUSY ? Access.READ : Access.WRITE,
                            Optional.empty()));
        }
        return connection;
    }

    @Override
    public Toolbox tools() {
        return connections;
    }

    @Override
    public Optional<ToolName> read() {
        return Optional.of(new ToolName("shop", "busy"));
    }

    @Override
    public Json.Obj readArgs() {
        return Json.parse("{\"from\": \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-08T00:00:00Z\"}")
                .asObject();
    }

    @Override
    public ToolName write() {
        return new ToolName("shop", "create");
    }

    @Override
    public Json.Obj writeArgs() {
        return Json.parse("{\"title\": \"Welcome\", \"from\": \"2026-03-02T09:00:00+01:00\","
                        + " \"to\": \"2026-03-02T10:00:00+01:00\"}")
                .asObject();
    }

    @Override
    public Json.Obj wrongArgs() {
        return writeArgs().with("title", Json.number(7));
    }

    @Override
    public List<String> effects() {
        return server.backend().events();
    }

    @Override
    public boolean keyed() {
        return true;
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(CalendarServer.PASSWORD);
    }

    @Override
    public Set<Trouble> shows() {
        return Set.of(
                Trouble.REFUSES,
                Trouble.IS_GONE,
                Trouble.CUTS_ANSWERS,
                Trouble.NEVER_ANSWERS,
                Trouble.ANSWERS_TOO_MUCH,
                Trouble.REPEATS_SECRETS);
    }

    @Override
    public void begin(Trouble trouble) {
        switch (trouble) {
            case REFUSES -> server.each((exchange, request) -> CalendarServer.send(exchange, 403, ""));
            case IS_GONE -> server.stop();
            case CUTS_ANSWERS -> server.each(server::cutOff);
            case NEVER_ANSWERS -> server.each(server::sayNothing);
            case ANSWERS_TOO_MUCH -> server.each(server::sayTooMuch);
            case REPEATS_SECRETS ->
                server.each((exchange, request) -> CalendarServer.send(
                        exchange, 403, "{\"title\": \"not with " + CalendarServer.PASSWORD + "\"}"));
            case ANSWERS_NONSENSE ->
                throw new IllegalArgumentException("what a calendar answers to a write has no form");
        }
    }

    @Override
    public void close() {
        connections.close();
        server.close();
    }
}
