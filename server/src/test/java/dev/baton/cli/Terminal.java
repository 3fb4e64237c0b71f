package dev.baton.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs commands as a person would, and keeps what they print. */
record Terminal(int exitCode, String out, String err) {

    static Terminal run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exitCode = Baton.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Terminal(exitCode, out.toString(), err.toString());
    }

    boolean hasStackTrace() {
        return err.contains("\tat ") || out.contains("\tat ") || err.contains("Exception");
    }
}
