CREATE TABLE account (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('asset', 'liability', 'income', 'expense')),
    customer_id TEXT UNIQUE
) STRICT;

CREATE TABLE posting (
    id INTEGER PRIMARY KEY,
    booked_on TEXT NOT NULL,
    debit INTEGER NOT NULL REFERENCES account (number),
    credit INTEGER NOT NULL REFERENCES account (number),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency TEXT NOT NULL,
    text TEXT NOT NULL,
    CHECK (debit <> credit)
) STRICT;

CREATE VIEW balance AS
SELECT number, name, kind,
       (SELECT coalesce(sum(amount_minor), 0) FROM posting WHERE debit = number)
     - (SELECT coalesce(sum(amount_minor), 0) FROM posting WHERE credit = number) AS balance_minor
FROM account
