package dev.baton.bench.figures;

/** The names of candidates as figures, options and documents use them. */
final class Names {
    static final String BATON_SQLITE = "baton-sqlite";
    static final String BATON_SQLITE_FULL = "baton-sqlite-full";
    static final String BATON_POSTGRES = "baton-postgres";
    static final String RAW_FILE = "raw-file";
    static final String BARE_SQLITE = "bare-sqlite";
    static final String DBOS = "dbos";
    static final String RESTATE = "restate";
    static final String TEMPORAL = "temporal-test";

    private Names() {}
}
