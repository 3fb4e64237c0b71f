CREATE TABLE customer (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    city TEXT NOT NULL,
    country TEXT NOT NULL,
    customer_since TEXT NOT NULL
) STRICT;

CREATE TABLE note (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    text TEXT NOT NULL,
    reference TEXT,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX note_by_customer ON note (customer_id)
