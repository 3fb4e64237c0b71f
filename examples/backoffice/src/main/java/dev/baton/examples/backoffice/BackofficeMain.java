package dev.baton.examples.backoffice;

import dev.baton.examples.backoffice.Arguments.BadArgument;
import dev.baton.examples.backoffice.storage.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the back office as its own process until it is interrupted. */
public final class BackofficeMain {
    private static final int CANNOT_START = 1;
    private static final int BAD_ARGUMENT = 2;

    private static final String EXIT_WITH_PARENT = "--exit-with-parent";

    private BackofficeMain() {}

    public static void main(String[] arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        if (words.contains("--help")) {
            System.out.print(Arguments.USAGE);
            return;
        }
        try {
            String token =
                    Optional.ofNullable(System.getenv("BACKOFFICE_TOKEN")).orElse(BackofficeOptions.DEFAULT_TOKEN);
            if (words.remove(EXIT_WITH_PARENT)) {
                exitAtEndOfInput();
            }
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

    /** Standard input is a pipe from the parent process then, and ends with it, however that ends. */
    private static void exitAtEndOfInput() {
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // a broken pipe is an end, too
            }
            System.exit(0);
        });
    }

    private static void fail(int code, RuntimeException e) {
        System.err.println(e.getMessage());
        System.exit(code);
    }
}
