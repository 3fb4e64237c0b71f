package dev.baton.examples.backoffice;

import dev.baton.examples.backoffice.Arguments.BadArgument;
import dev.baton.examples.backoffice.storage.StorageException;
import java.util.List;
import java.util.Optional;

/** Runs the back office as its own process until it is interrupted. */
public final class BackofficeMain {
    private static final int CANNOT_START = 1;
    private static final int BAD_ARGUMENT = 2;

    private BackofficeMain() {}

    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        if (words.contains("--help")) {
            System.out.print(Arguments.USAGE);
            return;
        }
        try {
            String token =
                    Optional.ofNullable(System.getenv("BACKOFFICE_TOKEN")).orElse(BackofficeOptions.DEFAULT_TOKEN);
            run(Arguments.parse(words, token));
        } catch (BadArgument e) {
            fail(BAD_ARGUMENT, e);
        } catch (BackofficeException | StorageException e) {
            fail(CANNOT_START, e);
        }
    }

    private static void run(BackofficeOptions options) {
        Backoffice backoffice = Backoffice.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(backoffice::close, "close-backoffice"));
        System.out.println("Back office listening on " + backoffice.url());
        boolean asWished = options.start().map(backoffice.demoStart()::equals).orElse(true)
                && options.seed().orElse(backoffice.seed()) == backoffice.seed();
        if (!asWished) {
            System.err.println("Existing data was kept: seed " + backoffice.seed() + ", start " + backoffice.demoStart()
                    + ". Add --fresh to generate it anew.");
        }
    }

    private static void fail(int code, RuntimeException e) {
        System.err.println(e.getMessage());
        System.exit(code);
    }
}
