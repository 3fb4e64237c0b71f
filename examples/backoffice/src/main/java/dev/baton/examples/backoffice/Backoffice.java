package dev.baton.examples.backoffice;

import dev.baton.examples.backoffice.fault.FaultRoutes;
import dev.baton.examples.backoffice.fault.Faults;
import dev.baton.examples.backoffice.http.Dispatcher;
import dev.baton.examples.backoffice.http.HttpFront;
import dev.baton.examples.backoffice.http.Route;
import dev.baton.examples.backoffice.http.Router;
import dev.baton.examples.backoffice.mail.MailSink;
import dev.baton.examples.backoffice.sample.Company;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A running back office: orders, billing, CRM, shipping and a calendar on one port of the loopback interface, books in a
 * database beside them, and mail on a port of its own where that is wished, with a fault switch and a count of what was really done. Closing it stops the port, finishes work under way and frees the directory.
 */
public final class Backoffice implements AutoCloseable {
    private static final long DEFAULT_SEED = 1;

    private final Origin origin;
    private final HttpFront front;
    private final Services services;
    private final DataDirectory data;
    private final Optional<MailSink> mail;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Backoffice(Origin origin, HttpFront front, Services services, DataDirectory data, Optional<MailSink> mail) {
        this.origin = origin;
        this.front = front;
        this.services = services;
        this.data = data;
        this.mail = mail;
    }

    /**
     * Starts it, and generates data first when there is none.
     *
     * @throws BackofficeException when the port or the directory cannot be used
     */
    public static Backoffice start(BackofficeOptions options) {
        DataDirectory data = DataDirectory.open(options.data());
        try {
            return start(options, data);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** The port in use. */
    public int port() {
        return front.port();
    }

    /** The address of everything, such as {@code http://127.0.0.1:8081}, without a slash at the end. */
    public String url() {
        return front.url();
    }

    /** Where it takes mail, if it does, such as {@code smtp://127.0.0.1:2525}. */
    public Optional<String> mailUrl() {
        return mail.map(MailSink::url);
    }

    /** When the demo begins: the moment that the dates of the generated data relate to. */
    public Instant demoStart() {
        return origin.start();
    }

    /** The seed of the generated data. */
    public long seed() {
        return origin.seed();
    }

    /** Closes it; closing again does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            front.close();
            mail.ifPresent(MailSink::close);
            services.close();
            data.close();
        }
    }

    private static Backoffice start(BackofficeOptions options, DataDirectory data) {
        Optional<Origin> kept = options.fresh() ? Optional.empty() : data.origin();
        if (kept.isEmpty()) {
            data.clear();
        }
        Services services = new Services(data, log(options));
        try {
            Origin origin = kept.orElseGet(() -> generate(options, services, data));
            return listening(options, origin, services, data);
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    private static Origin generate(BackofficeOptions options, Services services, DataDirectory data) {
        Instant start = options.start().orElseGet(options.clock()::instant).truncatedTo(ChronoUnit.SECONDS);
        Origin origin = new Origin(Origin.FORMAT, options.seed().orElse(DEFAULT_SEED), start);
        services.fill(Company.generate(origin.seed(), origin.start()));
        data.complete(origin);
        return origin;
    }

    private static Backoffice listening(
            BackofficeOptions options, Origin origin, Services services, DataDirectory data) {
        Optional<MailSink> mail = takeMail(options);
        try {
            return new Backoffice(origin, listen(options, origin, services, mail), services, data, mail);
        } catch (RuntimeException e) {
            mail.ifPresent(MailSink::close);
            throw e;
        }
    }

    private static Optional<MailSink> takeMail(BackofficeOptions options) {
        try {
            return options.mailPort().isPresent()
                    ? Optional.of(MailSink.start(options.mailPort().getAsInt()))
                    : Optional.empty();
        } catch (UncheckedIOException e) {
            throw new BackofficeException(
                    e.getMessage() + ". Stop what uses it, or name another port with --mail-port.", e);
        }
    }

    private static HttpFront listen(
            BackofficeOptions options, Origin origin, Services services, Optional<MailSink> mail) {
        // databases keep milliseconds: an answer must not tell more than a later look-up
        InstantSource clock = () -> options.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Faults faults = new Faults();
        List<Route> routes = routes(origin, services, faults, clock);
        mail.ifPresent(sink -> routes.addAll(sink.routes()));
        Router router = new Router(routes);
        try {
            return HttpFront.start(options.port(), new Dispatcher(router, options.token(), faults));
        } catch (UncheckedIOException e) {
            throw new BackofficeException(e.getMessage() + ". Stop what uses it, or name another port with --port.", e);
        }
    }

    private static List<Route> routes(Origin origin, Services services, Faults faults, InstantSource clock) {
        List<Route> routes = new ArrayList<>(services.routes(clock));
        List<Route> operations = routes.stream()
                .filter(route -> route.access() == Route.Access.OPERATION)
                .toList();
        List<String> writes = operations.stream()
                .filter(route -> !route.method().equals("GET"))
                .map(Route::name)
                .toList();
        routes.addAll(new ControlRoutes(origin, writes, services::effects).routes());
        routes.addAll(
                new FaultRoutes(faults, operations.stream().map(Route::name).collect(Collectors.toSet())).routes());
        return routes;
    }

    private static Consumer<String> log(BackofficeOptions options) {
        return options.verbose() ? System.err::println : line -> {};
    }
}
