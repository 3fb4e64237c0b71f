package dev.baton.expression;

import dev.baton.json.Json;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** A JSON array as CEL reads it, converted item by item when asked. */
final class ListView extends AbstractList<Object> implements RandomAccess {
    private final List<Json> items;
    private final Json.Arr array;

    ListView(Json.Arr array) {
        this.array = array;
        this.items = array.items();
    }

    Json.Arr json() {
        return array;
    }

    @Override
    public Object get(int index) {
        return CelValues.view(items.get(index));
    }

    @Override
    public int size() {
        return items.size();
    }
}
