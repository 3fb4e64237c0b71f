package dev.baton.connect.sql;

import dev.baton.connect.source.ConnectionException;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values between JSON and SQL. */
final class Columns {
    private Columns() {}

    static void bind(PreparedStatement statement, List<String> names, Json.Obj args) throws SQLException {
        for (var i = 0; i < names.size(); i++) {
            bind(statement, i + 1, args.member(names.get(i)).orElse(Json.Null.INSTANCE));
        }
    }

    private static void bind(PreparedStatement statement, int index, Json value) throws SQLException {
        switch (value) {
            case Json.Null ignored -> statement.setNull(index, Types.NULL);
            case Json.Bool(var flag) -> statement.setBoolean(index, flag);
            case Json.Whole(var number) -> statement.setLong(index, number);
            case Json.Decimal decimal -> statement.setBigDecimal(index, new BigDecimal(decimal.write()));
            case Json.Text(var text) -> statement.setString(index, text);
            case Json.Arr list -> statement.setString(index, list.write());
            case Json.Obj object -> statement.setString(index, object.write());
        }
    }

    /** The row under the cursor. */
    static Json.Obj row(ResultSet rows) throws SQLException {
        var columns = rows.getMetaData();
        var row = new LinkedHashMap<String, Json>();
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnLabel(i), value(rows, columns, i));
        }
        return new Json.Obj(row);
    }

    private static Json value(ResultSet rows, ResultSetMetaData columns, int i) throws SQLException {
        var type = columns.getColumnTypeName(i) == null
                ? ""
                : columns.getColumnTypeName(i).toLowerCase(Locale.ROOT);
        if (type.equals("timestamptz")) {
            var time = rows.getObject(i, OffsetDateTime.class);
            return time == null ? Json.Null.INSTANCE : Json.time(time.toInstant());
        }
        var value = rows.getObject(i);
        return type.startsWith("json") && value != null ? document(String.valueOf(value)) : json(value);
    }

    private static Json document(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            return Json.text(text);
        }
    }

    private static Json json(@Nullable Object value) {
        return switch (value) {
            case null -> Json.Null.INSTANCE;
            case Boolean flag -> Json.bool(flag);
            case Long number -> Json.number(number);
            case Integer number -> Json.number(number.longValue());
            case Short number -> Json.number(number.longValue());
            case BigDecimal number -> Json.parse(number.toPlainString());
            case Double number ->
                number.isNaN() || number.isInfinite() ? Json.text(number.toString()) : Json.number(number);
            case Float number -> json((Object) number.doubleValue());
            case byte[] octets -> Json.text(Base64.getEncoder().encodeToString(octets));
            case Object other -> Json.text(other.toString());
        };
    }

    /** JSON Schema of a row, as far as the database tells before the statement runs. */
    static Json.Obj schema(@Nullable ResultSetMetaData columns) throws SQLException, ConnectionException {
        var properties = Json.object();
        if (columns == null) {
            return Json.object("type", Json.text("object"));
        }
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            var label = columns.getColumnLabel(i);
            if (properties.member(label).isPresent()) {
                throw new ConnectionException("it answers two columns called '" + label + "'; name them with AS");
            }
            properties = properties.with(label, schema(columns, i));
        }
        return Json.object("type", Json.text("object"))
                .with("properties", properties)
                .with("required", Json.texts(properties.members().keySet()));
    }

    private static Json.Obj schema(ResultSetMetaData columns, int i) throws SQLException {
        var type = switch (columns.getColumnType(i)) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> "integer";
            case Types.DOUBLE, Types.FLOAT, Types.REAL -> "number";
            case Types.BOOLEAN, Types.BIT -> "boolean";
            case Types.VARCHAR, Types.CHAR, Types.LONGVARCHAR, Types.DATE, Types.TIMESTAMP -> "string";
            default -> "";
        };
        var isSure = !type.isEmpty() && isStrict(columns);
        if (!isSure) {
            return Json.object();
        }
        return columns.isNullable(i) == ResultSetMetaData.columnNoNulls
                ? Json.object("type", Json.text(type))
                : Json.object("type", Json.texts(List.of(type, "null")));
    }

    /** SQLite keeps any value in any column, so that what its columns are called promises nothing. */
    private static boolean isStrict(ResultSetMetaData columns) {
        return !columns.getClass().getName().contains("sqlite");
    }
}
