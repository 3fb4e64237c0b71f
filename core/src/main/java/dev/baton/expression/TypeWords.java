package dev.baton.expression;

import java.util.ArrayList;
import java.util.List;

/** The types in CEL's messages, such as {@code (string, list(int))}, in words. */
final class TypeWords {
    private TypeWords() {}

    /** The types of a list in parentheses, after those of the receiver if there is one: {@code string.(int)}. */
    static List<String> list(String arguments) {
        var open = arguments.indexOf(".(") < 0 ? arguments.indexOf('(') : arguments.indexOf(".(") + 1;
        var words = new ArrayList<String>();
        if (open > 0) {
            words.add(of(arguments.substring(0, open - 1)));
        }
        split(arguments.substring(open + 1, arguments.length() - 1)).forEach(type -> words.add(of(type)));
        return words;
    }

    private static List<String> split(String types) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var start = 0;
        for (var at = 0; at < types.length(); at++) {
            switch (types.charAt(at)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(types.substring(start, at).strip());
                        start = at + 1;
                    }
                }
                default -> {}
            }
        }
        if (!types.isBlank()) {
            parts.add(types.substring(start).strip());
        }
        return parts;
    }

    static String of(String type) {
        return switch (type) {
            case "string" -> "a string";
            case "int", "uint" -> "an integer";
            case "double" -> "a number";
            case "bool" -> "a boolean";
            case "google.protobuf.Timestamp" -> "a timestamp";
            case "google.protobuf.Duration" -> "a duration";
            case "dyn" -> "any value";
            default -> ofStructure(type);
        };
    }

    private static String ofStructure(String type) {
        if (type.startsWith("optional")) {
            return "an optional";
        }
        return type.startsWith("list") ? "a list" : type.startsWith("map") ? "an object" : "a " + type;
    }
}
