CREATE TABLE effect (
    number INTEGER PRIMARY KEY,
    operation TEXT NOT NULL,
    record_id TEXT NOT NULL,
    idempotency_key TEXT,
    reference TEXT,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE idempotency (
    operation TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (operation, idempotency_key)
) STRICT, WITHOUT ROWID
