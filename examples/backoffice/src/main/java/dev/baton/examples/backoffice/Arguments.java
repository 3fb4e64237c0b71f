package dev.baton.examples.backoffice;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Reads the command line. */
final class Arguments {
    static final String USAGE = """
            Usage: BackofficeMain [--port N] [--data DIR] [--fresh] [--token T] [--seed N] [--start INSTANT] [--verbose]
                                  [--mail-port N] [--exit-with-parent]
              --port N         the port on loopback; 0 takes any free one (default 8081)
              --mail-port N    also take mail (SMTP) there; 0 takes any free port (default: no mail)
              --data DIR       the directory of the databases (default ./data/backoffice)
              --fresh          delete that data and generate it anew
              --token T        the bearer token (default BACKOFFICE_TOKEN, else backoffice-demo)
              --seed N         the seed of generated data (default 1)
              --start INSTANT  when the demo begins, such as 2026-01-10T00:00:00Z (default now)
              --verbose        one line on standard error per executed write
              --exit-with-parent  end when standard input ends, for a program that starts this one
            Data that is there already is kept, with the seed and start it was made from, unless --fresh is given.
            """;

    private static final int DEFAULT_PORT = 8081;

    private Arguments() {}

    /** A command line that cannot be followed; the message is one sentence. */
    static final class BadArgument extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadArgument(String message) {
            super(message);
        }
    }

    /**
     * Reads options.
     *
     * @param defaultToken the token unless {@code --token} names another
     * @throws BadArgument for an unknown option or a wrong value
     */
    static BackofficeOptions parse(List<String> arguments, String defaultToken) {
        BackofficeOptions options =
                BackofficeOptions.in(Path.of("data", "backoffice")).withPort(DEFAULT_PORT);
        options = withToken(options, "The token of BACKOFFICE_TOKEN", defaultToken);
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            options = read(options, rest.removeFirst(), rest);
        }
        return options;
    }

    private static BackofficeOptions read(BackofficeOptions options, String name, Deque<String> rest) {
        return switch (name) {
            case "--port" -> options.withPort((int) number(name, value(name, rest), 0, 65535));
            case "--mail-port" -> options.withMail((int) number(name, value(name, rest), 0, 65535));
            case "--data" -> options.withData(path(name, value(name, rest)));
            case "--fresh" -> options.withFresh(true);
            case "--token" -> withToken(options, name, value(name, rest));
            case "--seed" -> options.withSeed(number(name, value(name, rest), Long.MIN_VALUE, Long.MAX_VALUE));
            case "--start" -> options.withStart(instant(name, value(name, rest)));
            case "--verbose" -> options.withVerbose(true);
            default -> throw new BadArgument("Unknown option " + name + "; --help lists the options.");
        };
    }

    private static String value(String name, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new BadArgument(name + " needs a value; --help lists the options.");
        }
        return rest.removeFirst();
    }

    private static BackofficeOptions withToken(BackofficeOptions options, String name, String token) {
        try {
            return options.withToken(token);
        } catch (IllegalArgumentException e) {
            throw new BadArgument(name + " must be visible ASCII characters without spaces.");
        }
    }

    private static long number(String name, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, together with numbers out of range
        }
        throw new BadArgument(name + " must be a whole number from " + least + " to " + most + ", not " + value + ".");
    }

    private static Path path(String name, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new BadArgument(name + " must be a directory, not " + value + ".");
        }
    }

    private static Instant instant(String name, String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new BadArgument(name + " must be an instant such as 2026-01-10T00:00:00Z, not " + value + ".");
        }
    }
}
