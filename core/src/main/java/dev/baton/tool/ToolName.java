package dev.baton.tool;

import java.util.regex.Pattern;

/** A tool's name: its connection and what it is called there, as in {@code billing.refund}. */
public record ToolName(String connection, String operation) implements Comparable<ToolName> {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    public ToolName {
        if (!WORD.matcher(connection).matches() || !WORD.matcher(operation).matches()) {
            throw new IllegalArgumentException(
                    "'" + connection + "." + operation + "' is not a tool name (connection.tool)");
        }
    }

    public static ToolName parse(String text) {
        var dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("'" + text + "' is not a tool name (connection.tool)");
        }
        return new ToolName(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public int compareTo(ToolName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return connection + "." + operation;
    }
}
