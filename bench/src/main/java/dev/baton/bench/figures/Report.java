package dev.baton.bench.figures;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints figures, for people in columns and for programs as lines of JSON. */
record Report(PrintWriter out, boolean json) {

    void print(List<Figure> figures) {
        figures.forEach(figure -> out.println(json ? figure.toJson().write() : line(figure)));
        out.flush();
    }

    private static String line(Figure figure) {
        var ratio = figure.peer().flatMap(peer -> figure.ratio().map(it -> rounded(it) + " × " + peer));
        var rounds = figure.rounds().map(it -> rounded(it.least()) + " to " + rounded(it.most()));
        return String.format(
                        Locale.ROOT,
                        "%-48s %10s %-8s %s",
                        figure.figure(),
                        rounded(figure.value()),
                        figure.unit(),
                        ratio.or(() -> rounds).orElse(""))
                .stripTrailing();
    }

    private static String rounded(double value) {
        return Figure.rounded(value).write();
    }
}
