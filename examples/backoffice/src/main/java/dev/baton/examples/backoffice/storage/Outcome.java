package dev.baton.examples.backoffice.storage;

import dev.baton.examples.backoffice.http.Problem;

/** How the business decided a write. */
public sealed interface Outcome {

    /**
     * It was done.
     *
     * @param id the record that was made or changed
     * @param record the record as the caller gets to see it
     */
    record Done(int status, String id, Object record) implements Outcome {}

    /** It was refused and nothing was changed. */
    record Refused(Problem problem) implements Outcome {}
}
