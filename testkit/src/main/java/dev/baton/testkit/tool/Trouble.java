package dev.baton.testkit.tool;

/** What may be wrong with a system. */
public enum Trouble {
    /** It says no, and does nothing. */
    REFUSES,
    /** Nobody answers at its address. */
    IS_GONE,
    /** It does what it is asked, and the answer is cut off. */
    CUTS_ANSWERS,
    /** It takes a request and says nothing. */
    NEVER_ANSWERS,
    /** Its answers are larger than anybody wants to read. */
    ANSWERS_TOO_MUCH,
    /** Its answers do not fit their own description. */
    ANSWERS_NONSENSE,
    /** It says no, and repeats in its words the secret that it was sent. */
    REPEATS_SECRETS
}
