package dev.baton.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.runtime.CelEvaluationException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CEL's messages in the words of a person who does not know CEL. */
final class Wording {
    private static final int LONGEST = 300;
    private static final Pattern OVERLOAD = Pattern.compile(
            "found no matching overload for '(.+?)' applied to '(.*?)' \\(candidates.*", Pattern.DOTALL);
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.+?)' .*", Pattern.DOTALL);
    private static final Pattern FAILED_AT =
            Pattern.compile("evaluation error at <input>:(\\d+): ?(.*)", Pattern.DOTALL);
    private static final Pattern MISSING_KEY = Pattern.compile("key '(.*)' is not present in map\\.?", Pattern.DOTALL);
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("No matching overload for function '(.+?)'.*", Pattern.DOTALL);
    private static final Map<String, String> TYPES = Map.of(
            "google.protobuf.Timestamp", "timestamp",
            "google.protobuf.Duration", "duration",
            "optional_type", "optional",
            "%A0", "any");

    private Wording() {}

    /** One problem that CEL's parser or type checker found. */
    static String problem(CelIssue issue) {
        return words(issue.getMessage()) + position(issue.getSourceLocation());
    }

    private static String words(String message) {
        var overload = OVERLOAD.matcher(message);
        if (overload.matches()) {
            return operator(overload.group(1)) + " cannot be applied to " + types(overload.group(2));
        }
        var undeclared = UNDECLARED.matcher(message);
        return undeclared.matches() ? "unknown function '" + undeclared.group(1) + "'" : types(shortened(message));
    }

    /** Why an evaluation failed. */
    static String failure(CelEvaluationException failure) {
        var message = String.valueOf(failure.getMessage());
        var at = FAILED_AT.matcher(message);
        if (!at.matches()) {
            return shortened(message);
        }
        return reason(at) + " (column " + (Integer.parseInt(at.group(1)) + 1) + ")";
    }

    private static String reason(Matcher failure) {
        var reason = failure.group(2);
        var missing = MISSING_KEY.matcher(reason);
        if (missing.matches()) {
            return "'" + missing.group(1) + "' is missing";
        }
        var overload = NO_OVERLOAD.matcher(reason);
        return overload.matches()
                ? operator(overload.group(1)) + " cannot be applied to these values"
                : shortened(reason);
    }

    static String position(CelSourceLocation place) {
        if (place.getLine() < 1) {
            return "";
        }
        var column = "column " + (place.getColumn() + 1);
        return place.getLine() == 1 ? " (" + column + ")" : " (line " + place.getLine() + ", " + column + ")";
    }

    /** {@code _>_} is written {@code >}. */
    private static String operator(String function) {
        return "'"
                + (function.equals("@in")
                        ? "in"
                        : function.replace("_", function.matches("\\W*_\\W*.*|_.*") ? "" : "_"))
                + "'";
    }

    private static String types(String text) {
        var words = text;
        for (var type : TYPES.entrySet()) {
            words = words.replace(type.getKey(), type.getValue());
        }
        return words;
    }

    private static String shortened(String message) {
        var line = message.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
