package dev.baton.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/** How far something has come, for a person at a terminal; anywhere else nothing is printed. */
final class Progress implements LongConsumer, AutoCloseable {
    private static final long PAUSE = Duration.ofMillis(200).toNanos();
    private static final int WHOLE = 100;

    private final Optional<PrintWriter> terminal;
    private final String what;
    private final long total;
    private long told = System.nanoTime();
    private boolean shown;

    private Progress(Optional<PrintWriter> terminal, String what, long total) {
        this.terminal = terminal;
        this.what = what;
        this.total = total;
    }

    /** @param total what counts as all of it */
    @SuppressWarnings("SystemConsoleNull") // it is null again since Java 25 where there is no terminal
    static Progress of(PrintWriter err, String what, long total) {
        var console = System.console();
        return new Progress(console != null && console.isTerminal() ? Optional.of(err) : Optional.empty(), what, total);
    }

    @Override
    public void accept(long done) {
        if (terminal.isPresent() && System.nanoTime() - told > PAUSE) {
            told = System.nanoTime();
            shown = true;
            terminal.get().print("\r" + what + " " + done * WHOLE / Math.max(total, 1) + " %");
            terminal.get().flush();
        }
    }

    /** Leaves an empty line behind. */
    @Override
    public void close() {
        if (shown) {
            terminal.ifPresent(out -> {
                out.print("\r" + " ".repeat(what.length() + 8) + "\r");
                out.flush();
            });
        }
    }
}
