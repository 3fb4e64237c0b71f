package dev.baton.examples.backoffice;

import dev.baton.examples.backoffice.http.BearerToken;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How to start the back office.
 *
 * @param port the port on loopback, 0 for any free one
 * @param data the directory of the databases, made when it is not there
 * @param fresh whether to delete what is there and generate it anew
 * @param token what callers must bring
 * @param seed of the generated data; absent means 1, or what existing data was made with
 * @param start when the demo begins, to which all dates relate; absent means now, or that of existing data
 * @param clock tells the time of new records and the days since a claim
 * @param mailPort where mail is taken, 0 for any free port, empty for nowhere
 * @param verbose whether each executed write is told on standard error
 */
public record BackofficeOptions(
        int port,
        Path data,
        boolean fresh,
        BearerToken token,
        OptionalLong seed,
        Optional<Instant> start,
        InstantSource clock,
        OptionalInt mailPort,
        boolean verbose) {

    /** The token when nobody named one; it only opens made-up data on loopback. */
    public static final String DEFAULT_TOKEN = "backoffice-demo";

    private static final int LARGEST_PORT = 65535;

    public BackofficeOptions {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("A port is a number from 0 to " + LARGEST_PORT + ", not " + port);
        }
    }

    /** Any free port, kept data, the default token and the system's clock. */
    public static BackofficeOptions in(Path data) {
        return new BackofficeOptions(
                0,
                data,
                false,
                new BearerToken(DEFAULT_TOKEN),
                OptionalLong.empty(),
                Optional.empty(),
                InstantSource.system(),
                OptionalInt.empty(),
                false);
    }

    public BackofficeOptions withPort(int newPort) {
        return new BackofficeOptions(newPort, data, fresh, token, seed, start, clock, mailPort, verbose);
    }

    public BackofficeOptions withData(Path newData) {
        return new BackofficeOptions(port, newData, fresh, token, seed, start, clock, mailPort, verbose);
    }

    public BackofficeOptions withFresh(boolean newFresh) {
        return new BackofficeOptions(port, data, newFresh, token, seed, start, clock, mailPort, verbose);
    }

    public BackofficeOptions withToken(String newToken) {
        return new BackofficeOptions(
                port, data, fresh, new BearerToken(newToken), seed, start, clock, mailPort, verbose);
    }

    public BackofficeOptions withSeed(long newSeed) {
        return new BackofficeOptions(
                port, data, fresh, token, OptionalLong.of(newSeed), start, clock, mailPort, verbose);
    }

    public BackofficeOptions withStart(Instant newStart) {
        return new BackofficeOptions(port, data, fresh, token, seed, Optional.of(newStart), clock, mailPort, verbose);
    }

    public BackofficeOptions withClock(InstantSource newClock) {
        return new BackofficeOptions(port, data, fresh, token, seed, start, newClock, mailPort, verbose);
    }

    public BackofficeOptions withVerbose(boolean newVerbose) {
        return new BackofficeOptions(port, data, fresh, token, seed, start, clock, mailPort, newVerbose);
    }

    public BackofficeOptions withMail(int newPort) {
        return new BackofficeOptions(port, data, fresh, token, seed, start, clock, OptionalInt.of(newPort), verbose);
    }
}
