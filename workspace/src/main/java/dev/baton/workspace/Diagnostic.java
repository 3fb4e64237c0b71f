package dev.baton.workspace;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Something wrong in a definition file, printed as {@code connections/billing.yaml:12:5 unknown key 'idempotensy'; did
 * you mean 'idempotency'?}.
 *
 * @param file relative to the workspace folder
 * @param line from 1
 * @param column from 1
 * @param message what is wrong, and what would be right
 */
public record Diagnostic(Path file, int line, int column, String message) implements Comparable<Diagnostic> {
    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(Diagnostic::file)
            .thenComparingInt(Diagnostic::line)
            .thenComparingInt(Diagnostic::column)
            .thenComparing(Diagnostic::message);

    static Diagnostic at(Path file, Position position, String message) {
        return new Diagnostic(file, position.line(), position.column(), message);
    }

    @Override
    public int compareTo(Diagnostic other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + " " + message;
    }
}
