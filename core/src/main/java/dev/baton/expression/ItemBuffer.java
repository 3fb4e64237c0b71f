package dev.baton.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the macros {@code map} and {@code filter} gather their results. CEL's own accumulator is walked through from
 * its start for every item that is added: ten thousand items took seconds.
 */
final class ItemBuffer extends CelValue {
    @SuppressWarnings("Immutable") // it is not, but never leaves the macro that fills it
    private final List<Object> items = new ArrayList<>();

    ItemBuffer add(Object item) {
        items.add(item);
        return this;
    }

    ListView list() {
        return ListView.of(items);
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return items.isEmpty();
    }

    @Override
    public CelType celType() {
        return ListType.create(SimpleType.DYN);
    }
}
