package dev.baton.run;

/** What happens to what was done when a run cannot go on. */
public enum OnFailure {
    /** It stays, and the receipt says so. */
    KEEP
}
