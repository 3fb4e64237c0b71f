package dev.baton.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Going through what comes in pages. */
public final class Pages {
    public static final int SIZE = 200;

    public interface Visitor<T> {
        void visit(T item) throws SQLException;
    }

    private Pages() {}

    /** @param page gives what comes after a key, nothing at the end */
    public static <T, K> void forEach(Function<Optional<K>, List<T>> page, Function<T, K> key, Visitor<T> visitor)
            throws SQLException {
        var next = page.apply(Optional.empty());
        while (!next.isEmpty()) {
            for (var item : next) {
                visitor.visit(item);
            }
            next = page.apply(Optional.of(key.apply(next.getLast())));
        }
    }
}
