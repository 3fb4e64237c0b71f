package dev.baton.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Lines put into a text, and the difference that makes; nothing else of the text changes. */
final class TextChange {
    private static final int AROUND = 3;

    private final List<String> lines;
    private final boolean endsWithNewLine;
    /** What is put before a line, by its number from 0. */
    private final TreeMap<Integer, List<String>> added = new TreeMap<>();

    TextChange(String text) {
        this.lines = text.lines().toList();
        this.endsWithNewLine = text.isEmpty() || text.endsWith("\n");
    }

    /** Puts an item before another one of a list; empty when the other does not begin its line. */
    Optional<TextChange> insertItem(Position before, List<String> item) {
        var line = lines.get(before.line() - 1);
        var dash = line.indexOf('-');
        if (dash < 0 || !line.substring(0, dash).isBlank() || before.column() <= dash) {
            return Optional.empty();
        }
        var indent = line.substring(0, dash);
        added.put(before.line() - 1, item.stream().map(it -> indent + it).toList());
        return Optional.of(this);
    }

    void append(List<String> more) {
        added.put(lines.size(), more);
    }

    String text() {
        var all = new ArrayList<String>();
        for (var i = 0; i <= lines.size(); i++) {
            all.addAll(added.getOrDefault(i, List.of()));
            if (i < lines.size()) {
                all.add(lines.get(i));
            }
        }
        return String.join("\n", all) + (endsWithNewLine || added.containsKey(lines.size()) ? "\n" : "");
    }

    /** In the unified form, as {@code patch -p1} and {@code git apply} take it. */
    String diff(Path file) {
        var path = file.toString().replace('\\', '/');
        var diff = new StringBuilder("--- a/" + path + "\n+++ b/" + path + "\n");
        var shift = 0;
        for (var hunk : hunks()) {
            var from = Math.max(0, hunk.getFirst() - AROUND);
            var to = Math.min(lines.size(), hunk.getLast() + AROUND);
            var more = hunk.stream()
                    .mapToInt(at -> added.getOrDefault(at, List.of()).size())
                    .sum();
            diff.append("@@ -").append(from + 1).append(',').append(to - from);
            diff.append(" +")
                    .append(from + 1 + shift)
                    .append(',')
                    .append(to - from + more)
                    .append(" @@\n");
            for (var i = from; i <= to; i++) {
                if (hunk.contains(i)) {
                    added.getOrDefault(i, List.of())
                            .forEach(line -> diff.append('+').append(line).append('\n'));
                }
                if (i < to) {
                    diff.append(' ').append(lines.get(i)).append('\n');
                }
            }
            shift += more;
        }
        return diff.toString();
    }

    /** Places whose surroundings touch are told together. */
    private List<List<Integer>> hunks() {
        var hunks = new ArrayList<List<Integer>>();
        for (var at : added.keySet()) {
            if (hunks.isEmpty() || at - hunks.getLast().getLast() > 2 * AROUND) {
                hunks.add(new ArrayList<>());
            }
            hunks.getLast().add(at);
        }
        return hunks;
    }
}
