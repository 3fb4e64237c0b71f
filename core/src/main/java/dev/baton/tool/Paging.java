package dev.baton.tool;

import java.util.Optional;

/**
 * How a read's further pages are had.
 *
 * @param items the member of the answer that holds the list, as in {@code data.orders}; empty when the answer is the list
 * @param most pages that are read; what is beyond is left out, and the result says so
 */
public record Paging(Way way, String items, int most) {
    /** How the next page is named. */
    public sealed interface Way {
        /** By the Link header with {@code rel="next"} (RFC 8288). */
        record LinkHeader() implements Way {}

        /**
         * By a text in the answer that is sent back.
         *
         * @param from the member of the answer, as in {@code meta.next}
         * @param parameter of the query
         */
        record Cursor(String from, String parameter) implements Way {}

        /**
         * By a number that grows until a page is empty.
         *
         * @param parameter of the query
         * @param first the number of the first page
         */
        record PageNumber(String parameter, int first) implements Way {}
    }

    /** The member that holds the list, if the answer is not the list itself. */
    public Optional<String> itemsPath() {
        return items.isEmpty() ? Optional.empty() : Optional.of(items);
    }
}
