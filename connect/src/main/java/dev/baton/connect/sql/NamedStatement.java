package dev.baton.connect.sql;

import dev.baton.connect.source.ConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement in which each {@code :name} became a {@code ?}: arguments are always bound, never written into it.
 *
 * @param sql as the driver takes it
 * @param names of the arguments in the order of the question marks
 */
record NamedStatement(String sql, List<String> names) {
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*'" // a text
                    + "|\"(?:[^\"]|\"\")*\"" // a quoted name
                    + "|(\\$[A-Za-z_0-9]*\\$).*?\\1" // a text of PostgreSQL
                    + "|--[^\\n]*|/\\*.*?\\*/" // comments
                    + "|::" // a cast
                    + "|:([A-Za-z_][A-Za-z0-9_]*)" // an argument
                    + "|\\?|;",
            Pattern.DOTALL);

    /** @throws ConnectionException when it is more than one statement, or has question marks of its own */
    static NamedStatement parse(String text) throws ConnectionException {
        var statement = text.strip().replaceFirst(";$", "").stripTrailing();
        var sql = new StringBuilder();
        var names = new ArrayList<String>();
        var tokens = TOKEN.matcher(statement);
        var end = 0;
        while (tokens.find()) {
            sql.append(statement, end, tokens.start());
            end = tokens.end();
            var token = tokens.group();
            if (token.equals("?")) {
                throw new ConnectionException("arguments are written :name, not '?'");
            }
            if (token.equals(";")) {
                throw new ConnectionException("it is more than one statement; a tool is one");
            }
            var name = tokens.group(2);
            if (name == null) {
                sql.append(token);
            } else {
                names.add(name);
                sql.append('?');
            }
        }
        sql.append(statement, end, statement.length());
        return new NamedStatement(sql.toString(), List.copyOf(names));
    }
}
