package dev.baton.examples.backoffice;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test a back office of its own, with fresh data and a clock that stands at the demo's start. */
final class RunningBackoffice implements BeforeEachCallback, AfterEachCallback {
    static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

    private Optional<Run> run = Optional.empty();

    private record Run(Path data, SettableClock clock, HttpClient client, Backoffice backoffice) {}

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        Path data = Files.createTempDirectory("backoffice");
        SettableClock clock = new SettableClock(START);
        Backoffice backoffice = Backoffice.start(options(data, clock));
        run = Optional.of(new Run(data, clock, HttpClient.newHttpClient(), backoffice));
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        current().backoffice().close();
        current().client().close();
        try (Stream<Path> files = Files.walk(current().data())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    Caller caller() {
        return new Caller(current().client(), current().backoffice().url(), BackofficeOptions.DEFAULT_TOKEN);
    }

    Backoffice backoffice() {
        return current().backoffice();
    }

    SettableClock clock() {
        return current().clock();
    }

    Path data() {
        return current().data();
    }

    /** Closes it and starts it again on the same directory. */
    void restart(UnaryOperator<BackofficeOptions> change) {
        Run old = current();
        old.backoffice().close();
        Backoffice again = Backoffice.start(change.apply(options(old.data(), old.clock())));
        run = Optional.of(new Run(old.data(), old.clock(), old.client(), again));
    }

    private Run current() {
        return run.orElseThrow();
    }

    private static BackofficeOptions options(Path data, SettableClock clock) {
        return BackofficeOptions.in(data).withStart(START).withClock(clock);
    }
}
