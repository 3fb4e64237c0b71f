package dev.baton.examples.backoffice;

import java.time.Instant;

/**
 * What the data of a directory was made from.
 *
 * @param format the version of tables and generator; data of another version cannot be used
 */
record Origin(int format, long seed, Instant start) {
    static final int FORMAT = 1;
}
