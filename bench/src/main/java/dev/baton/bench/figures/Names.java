package dev.baton.bench.figures;

/** The names of candidates as figures, options and documents use them. */
final class Names {
    static final String BATON_SQLITE = "baton-sqlite";
    static final String BATON_SQLITE_FULL = "baton-sqlite-full";
    static final String BATON_POSTGRES = "baton-postgres";
    static final String RAW_FILE = "raw-file";
    static final String BARE_SQLITE = "bare-sqlite";
    /** As it comes. */
    static final String DBOS = "dbos";
    /** With more connections to its database than it comes with. */
    static final String DBOS_32 = "dbos-32";

    static final String RESTATE = "restate";
    static final String TEMPORAL = "temporal-test";

    private Names() {}
}
