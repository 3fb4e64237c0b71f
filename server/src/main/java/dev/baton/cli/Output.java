package dev.baton.cli;

import dev.baton.json.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What people read in a terminal. */
final class Output {
    private Output() {}

    /** Rows under their headings, each column as wide as its widest text. */
    static void table(PrintWriter out, List<String> headings, List<List<String>> rows) {
        var widths = new ArrayList<>(Collections.nCopies(headings.size(), 0));
        var all = new ArrayList<List<String>>();
        all.add(headings);
        all.addAll(rows);
        for (var row : all) {
            for (var i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        }
        for (var row : all) {
            var line = new StringBuilder();
            for (var i = 0; i < row.size(); i++) {
                line.append(row.get(i)).repeat(' ', widths.get(i) - row.get(i).length() + 2);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** A member's text, safe to print: what comes from models and other systems may hold control characters. */
    static String text(Json json, String member) {
        return json.get(member)
                .map(value -> value.asText().orElseGet(value::write))
                .map(Output::printable)
                .orElse("");
    }

    /** Without what a terminal would obey. */
    static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) && c != '\n' ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A time to the second, as in {@code 2026-01-10 09:00:00}. */
    static String time(Json json, String member) {
        return text(json, member).replaceFirst("T", " ").replaceFirst("(\\.[0-9]+)?Z$", "");
    }

    static void receipt(PrintWriter out, Json handoff) {
        var receipt = handoff.get("receipt");
        if (receipt.isEmpty()) {
            return;
        }
        out.println(text(handoff, "state")
                + member(receipt.get(), "outcome", ": ")
                + member(receipt.get(), "reason", ": ")
                + member(receipt.get(), "rule", " by "));
        for (var confirmation : list(receipt.get(), "confirmations")) {
            out.println("  " + text(confirmation, "tool") + " confirmed as " + text(confirmation, "id") + " at "
                    + time(confirmation, "at"));
        }
        for (var undone : list(receipt.get(), "undone")) {
            out.println("  taken back: " + text(undone, "tool") + " " + text(undone, "id"));
        }
        for (var standing : list(receipt.get(), "leftStanding")) {
            out.println("  left standing: " + text(standing, "tool") + " " + text(standing, "id")
                    + member(standing, "note", ": "));
        }
    }

    /** Who or what is waited for. */
    static Optional<String> needs(Json handoff) {
        var needs = handoff.get("needs");
        return needs.flatMap(need -> need.get("approval"))
                .map(approval -> "needs the decision of a " + text(approval, "by") + " until "
                        + time(approval, "expires") + ": approval " + text(approval, "id"))
                .or(() -> needs.flatMap(need -> need.get("input"))
                        .map(input -> "asks " + text(input, "of") + " until " + time(input, "expires") + ": "
                                + text(input, "question") + " Answer with: baton answer "
                                + text(handoff, "id") + " ANSWER"))
                .or(() -> needs.flatMap(need -> need.get("resolution"))
                        .map(resolution -> "needs somebody to find out: " + text(resolution, "question")));
    }

    static List<Json> list(Json json, String member) {
        return json.get(member).map(Json::asArray).orElse(List.of());
    }

    private static String member(Json json, String name, String before) {
        return json.get(name).isPresent() ? before + text(json, name) : "";
    }
}
