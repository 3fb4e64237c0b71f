CREATE TABLE stock (
    sku TEXT PRIMARY KEY,
    available INTEGER NOT NULL CHECK (available >= 0)
) STRICT;

CREATE TABLE shipment (
    order_id TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    carrier TEXT,
    tracking_number TEXT,
    expected_delivery TEXT,
    shipped_at INTEGER,
    delivered_at INTEGER,
    first_sku TEXT NOT NULL
) STRICT;

CREATE TABLE replacement (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    order_id TEXT NOT NULL,
    sku TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX replacement_by_order ON replacement (order_id)
