CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL,
    status TEXT NOT NULL,
    placed_at INTEGER NOT NULL,
    shipped_at INTEGER,
    delivered_at INTEGER,
    carrier TEXT,
    tracking_number TEXT,
    expected_delivery TEXT,
    currency TEXT NOT NULL,
    total_minor INTEGER NOT NULL
) STRICT;

CREATE INDEX orders_by_customer ON orders (customer_id);

CREATE TABLE order_item (
    order_id TEXT NOT NULL REFERENCES orders (id),
    position INTEGER NOT NULL,
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    price_minor INTEGER NOT NULL,
    PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE complaint (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    customer_id TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX complaint_by_customer ON complaint (customer_id)
