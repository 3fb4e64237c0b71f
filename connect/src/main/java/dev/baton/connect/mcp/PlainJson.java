package dev.baton.connect.mcp;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** JSON as the maps and lists that the library writes. */
final class PlainJson {
    private PlainJson() {}

    static @Nullable Object of(Json json) {
        return switch (json) {
            case Json.Null ignored -> null;
            case Json.Bool(var flag) -> flag;
            case Json.Whole(var number) -> number;
            case Json.Decimal(var number) -> number;
            case Json.Text(var text) -> text;
            case Json.Arr array -> {
                var items = new ArrayList<@Nullable Object>();
                array.items().forEach(item -> items.add(of(item)));
                yield items;
            }
            case Json.Obj object -> {
                var members = new LinkedHashMap<String, @Nullable Object>();
                object.members().forEach((name, value) -> members.put(name, of(value)));
                yield members;
            }
        };
    }
}
