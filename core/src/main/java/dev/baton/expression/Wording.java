package dev.baton.expression;

import dev.baton.json.Spelling;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.Operator;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** CEL's messages in the words of a person who does not know CEL. Values that were given are never repeated. */
final class Wording {
    private static final int LONGEST = 120;
    private static final Pattern OVERLOAD = Pattern.compile(
            "found no matching overload for '(.+?)' applied to '(.*?)' \\(candidates.*", Pattern.DOTALL);
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.+?)' .*", Pattern.DOTALL);
    private static final Pattern RANGE =
            Pattern.compile("expression of type '(.+)' cannot be range of .*", Pattern.DOTALL);
    private static final Pattern UNEXPECTED = Pattern.compile(
            "(?:mismatched|extraneous|no viable alternative at) input '(.*?)'(?: expecting.*)?", Pattern.DOTALL);
    private static final Pattern UNREADABLE = Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("evaluation error at <input>:(\\d+): ?(.*)", Pattern.DOTALL);
    private static final Pattern MISSING_KEY = Pattern.compile("key '(.*)' is not present in map\\.?", Pattern.DOTALL);
    private static final Pattern UNBOUND = Pattern.compile("No such attribute\\(s\\): (.*)", Pattern.DOTALL);
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("No matching overload for function '(.+?)'.*", Pattern.DOTALL);
    private static final Set<String> FUNCTIONS = Set.of(
            "bool",
            "bytes",
            "contains",
            "double",
            "duration",
            "dyn",
            "endsWith",
            "getDate",
            "getDayOfMonth",
            "getDayOfWeek",
            "getDayOfYear",
            "getFullYear",
            "getHours",
            "getMilliseconds",
            "getMinutes",
            "getMonth",
            "getSeconds",
            "int",
            "matches",
            "size",
            "startsWith",
            "string",
            "timestamp",
            "type",
            "uint",
            "charAt",
            "indexOf",
            "join",
            "lastIndexOf",
            "lowerAscii",
            "replace",
            "reverse",
            "split",
            "substring",
            "trim",
            "upperAscii",
            "hasValue",
            "or",
            "orValue",
            "value",
            "optMap",
            "optFlatMap",
            "has",
            "all",
            "exists",
            "exists_one",
            "map",
            "filter");

    private Wording() {}

    /** One problem that CEL's parser or type checker found. */
    static String problem(CelIssue issue) {
        return words(issue.getMessage()) + position(issue.getSourceLocation());
    }

    private static String words(String message) {
        return Stream.<Optional<String>>of(
                        match(OVERLOAD, message).map(found -> misapplied(found.get(0), found.get(1))),
                        match(UNDECLARED, message)
                                .map(found -> "unknown function '" + found.get(0) + "'"
                                        + Spelling.hint(found.get(0), FUNCTIONS)),
                        match(RANGE, message).map(found -> "a macro cannot go through " + TypeWords.of(found.get(0))),
                        match(UNEXPECTED, message)
                                .map(found -> found.get(0).equals("<EOF>")
                                        ? "the expression ends too early"
                                        : "unexpected '" + shortened(found.get(0)) + "'"),
                        match(UNREADABLE, message).map(found -> "unexpected '" + shortened(found.get(0)) + "'"))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> shortened(message));
    }

    private static String misapplied(String function, String arguments) {
        var types = TypeWords.list(arguments);
        var words = symbol(function) + " cannot be applied to " + String.join(" and ", types);
        return types.stream().anyMatch(type -> type.startsWith("an optional"))
                ? words + "; give the optional a value with .orValue(...)"
                : words;
    }

    private static Optional<List<String>> match(Pattern pattern, String message) {
        var matcher = pattern.matcher(message);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var groups = new ArrayList<String>();
        for (var group = 1; group <= matcher.groupCount(); group++) {
            groups.add(matcher.group(group));
        }
        return Optional.of(groups);
    }

    /** Why an evaluation failed. */
    static String failure(CelEvaluationException failure) {
        var own = ownReason(failure);
        var message = String.valueOf(failure.getMessage());
        var place = match(PLACE, message);
        var reason = own.orElseGet(
                () -> reason(failure, place.map(found -> found.get(1)).orElse(message)));
        return reason
                + place.map(found -> " (column " + (Integer.parseInt(found.get(0)) + 1) + ")")
                        .orElse("");
    }

    private static Optional<String> ownReason(@Nullable Throwable failure) {
        for (var at = failure; at != null; at = at.getCause()) {
            if (at instanceof EvaluationException own) {
                return Optional.ofNullable(own.getMessage());
            }
        }
        return Optional.empty();
    }

    private static String reason(CelEvaluationException failure, String message) {
        return switch (failure.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND -> missing(message);
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD -> misused(message);
            case INDEX_OUT_OF_BOUNDS -> "the list has no item at this index";
            case DIVIDE_BY_ZERO -> "it divides by zero";
            case NUMERIC_OVERFLOW -> "a number becomes too large";
            case BAD_FORMAT -> "a text does not have the form that the function needs";
            case ITERATION_BUDGET_EXCEEDED -> "its macros take too many iterations";
            case DUPLICATE_ATTRIBUTE -> "a map has the same key twice";
            case INVALID_ARGUMENT, TYPE_NOT_FOUND, INTERNAL_ERROR -> misused(message);
        };
    }

    private static String missing(String message) {
        return match(MISSING_KEY, message)
                .map(found -> "'" + shortened(found.get(0)) + "' is missing")
                .or(() -> match(UNBOUND, message).map(found -> "'" + shortened(found.get(0)) + "' has no value here"))
                .orElse("a member is selected from a value that has no members");
    }

    private static String misused(String message) {
        return match(NO_OVERLOAD, message)
                .map(found -> symbol(found.get(0)) + " cannot be applied to these values")
                .orElseGet(() -> message.startsWith("Expected boolean value")
                        ? "a condition in it is neither true nor false"
                        : "a function cannot be applied to these values");
    }

    static String position(CelSourceLocation place) {
        if (place.getLine() < 1) {
            return "";
        }
        var column = "column " + (place.getColumn() + 1);
        return place.getLine() == 1 ? " (" + column + ")" : " (line " + place.getLine() + ", " + column + ")";
    }

    /** As it is written: {@code _>_} is {@code >}. */
    private static String symbol(String function) {
        return "'"
                + Operator.lookupBinaryOperator(function)
                        .or(() -> Operator.lookupUnaryOperator(function))
                        .orElse(function.startsWith("_[") ? "[]" : function)
                + "'";
    }

    private static String shortened(String message) {
        var line = message.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
