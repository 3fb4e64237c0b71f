package dev.baton.connect.calendar;

import dev.baton.connect.http.Exchange;
import dev.baton.connect.http.HttpAccess;
import dev.baton.connect.source.CheckedTool;
import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.Declared;
import dev.baton.connect.source.LoadedTools;
import dev.baton.connect.source.ToolSource;
import dev.baton.json.Json;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.Idempotency;
import dev.baton.tool.Operation;
import dev.baton.tool.Operation.Deed;
import dev.baton.tool.Tool;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A connection of type {@code calendar}. It is up when there is a calendar at its address. */
public final class CalendarSource implements ToolSource {
    /** An event remembers what was done to it for as long as nobody deletes it. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final ConnectionDefinition definition;
    private final HttpAccess http;
    private final InstantSource clock;

    /** @throws ConnectionException when the trust file or the proxy cannot be used */
    public CalendarSource(
            ConnectionDefinition definition, UnaryOperator<String> texts, Path folder, InstantSource clock)
            throws ConnectionException {
        this.definition = definition;
        this.http = new HttpAccess(definition, texts, folder, clock);
        this.clock = clock;
    }

    @Override
    public LoadedTools load() throws ConnectionException, InterruptedException {
        http.readCredentials();
        var calendar = new CalDav(http, collection());
        check(calendar.ask(definition.timeout()));
        return Declared.each(definition, declared -> tool(declared, calendar));
    }

    private URI collection() throws ConnectionException {
        var address = http.address();
        if (address.getHost() == null || address.getRawQuery() != null) {
            throw new ConnectionException("its url is not the address of a calendar; write https://host/path/");
        }
        return address.getRawPath().endsWith("/") ? address : URI.create(address + "/");
    }

    private void check(Exchange exchange) throws ConnectionException {
        var problem = switch (exchange) {
            case Exchange.NotSent(var reason) -> Optional.of(reason);
            case Exchange.Forbidden(var reason) -> Optional.of(reason);
            case Exchange.Lost(var reason) -> Optional.of(reason);
            case Exchange.Answered answer -> problem(answer);
        };
        if (problem.isPresent()) {
            throw new ConnectionException(http.hiddenIn(problem.get()));
        }
    }

    private static Optional<String> problem(Exchange.Answered answer) {
        return switch (answer.status()) {
            case 207 -> isCalendar(answer.body()) ? Optional.empty() : Optional.of("there is no calendar at its url");
            case 401, 403 -> Optional.of("its calendar did not accept the credentials");
            case 404, 405 -> Optional.of("there is no calendar at its url");
            default -> Optional.of("its calendar answered with status " + answer.status());
        };
    }

    private static boolean isCalendar(Exchange.Body body) {
        try {
            return body instanceof Exchange.Body.Text(var text)
                    && MultiStatus.parse(text).entries().stream().anyMatch(MultiStatus.Entry::calendar);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Tool tool(Declared declared, CalDav calendar) throws ConnectionException {
        if (!(declared.declaration().operation() instanceof Operation.Booking(var deed))) {
            throw new ConnectionException("a tool of a calendar has one of the operations busy, create, move, cancel");
        }
        var access = deed == Deed.BUSY ? Access.READ : Access.WRITE;
        var keyed = access == Access.READ
                ? declared
                : declared.orIdempotent(new Idempotency.Key("X-BATON-EFFECT", REMEMBERED));
        var args = DeedSchemas.arguments(deed);
        var spec = keyed.spec(access, DeedSchemas.description(deed), args, DeedSchemas.answer(deed));
        if (access == Access.WRITE && !(spec.idempotency() instanceof Idempotency.Key)) {
            throw new ConnectionException("a calendar is asked again by the effect id; leave 'idempotency' out");
        }
        return CheckedTool.of(spec, args, Json.object(), new CalendarTool(spec, deed, calendar, clock));
    }

    @Override
    public Optional<String> trouble() {
        return http.trouble();
    }

    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return "calendar connection " + definition.name();
    }
}
