package dev.baton.bench.figures;

import java.io.PrintWriter;

/**
 * Tells on standard error what goes on.
 *
 * @param terminal whether somebody watches; what went wrong is told in any case
 */
record Progress(PrintWriter err, boolean terminal) {

    void say(String what) {
        if (terminal) {
            err.println("… " + what);
            err.flush();
        }
    }

    void warn(String what) {
        err.println("bench: " + what);
        err.flush();
    }
}
