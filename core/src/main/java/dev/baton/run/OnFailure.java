package dev.baton.run;

/** What happens to what was done when a run cannot go on. */
public enum OnFailure {
    /** It is taken back where the systems can, the last first. */
    UNDO,

    /** It stays, and the receipt says so. */
    KEEP,

    /** A person decides which of the two. */
    ASK
}
