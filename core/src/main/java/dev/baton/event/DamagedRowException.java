package dev.baton.event;

/** A row of the log is not what was written there. */
public final class DamagedRowException extends RuntimeException {
    private final transient StoredRow row;
    private final String what;

    DamagedRowException(StoredRow row, String what) {
        super("the log is damaged: the row of " + row.stream() + " from revision " + row.revision() + ", position "
                + row.firstPosition() + ": " + what + "; `baton verify` tells more");
        this.row = row;
        this.what = what;
    }

    public StoredRow row() {
        return row;
    }

    /** What is wrong with it, without naming it. */
    public String what() {
        return what;
    }
}
