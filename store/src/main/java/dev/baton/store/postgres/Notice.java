package dev.baton.store.postgres;

import java.util.Optional;

/**
 * What one store tells the others when it changed something: once per group of commits, so it is short.
 *
 * @param from which store
 * @param before the position of the log's last event before the change
 * @param last the position of its last event now, the same when none was added
 * @param work whether a stream may be claimed earlier than before
 */
record Notice(String from, long before, long last, boolean work) {
    String text() {
        return from + " " + before + " " + last + " " + work;
    }

    /** Empty for what no store would write: anybody who may connect to the database may notify. */
    static Optional<Notice> parse(String text) {
        var words = text.split(" ", -1);
        try {
            return words.length == 4
                    ? Optional.of(new Notice(
                            words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), words[3].equals("true")))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
