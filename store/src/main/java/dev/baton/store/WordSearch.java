package dev.baton.store;

import dev.baton.event.ViewStore.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A search of a view as both databases understand it: along the index of its first word, as far as there are rows. */
public record WordSearch(String sql, List<Object> values) {

    /** @param stored how a word or an id is kept */
    public static WordSearch of(String view, Search search, Function<String, Object> stored) {
        var sql = new StringBuilder("SELECT r.id, r.state, r.subject, r.at, r.body, r.words FROM view_word w"
                + " JOIN view_row r ON r.view = w.view AND r.id = w.id WHERE w.view = ? AND w.word = ?");
        var words = search.words();
        var values = new ArrayList<Object>(List.of(view, stored.apply(words.getFirst())));
        for (var word : words.subList(1, words.size())) {
            sql.append(" AND EXISTS (SELECT 1 FROM view_word x"
                    + " WHERE x.view = w.view AND x.word = ? AND x.at = w.at AND x.id = w.id)");
            values.add(stored.apply(word));
        }
        search.upTo().ifPresent(end -> {
            sql.append(" AND w.at <= ?");
            values.add(Micros.roundedDown(end));
        });
        search.after().ifPresent(place -> {
            sql.append(" AND (w.at, w.id) > (?, ?)");
            values.add(Micros.roundedDown(place.at()));
            values.add(stored.apply(place.id()));
        });
        sql.append(" ORDER BY w.at, w.id LIMIT ?");
        values.add(search.limit());
        return new WordSearch(sql.toString(), values);
    }
}
