CREATE TABLE view_row (
    view    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    state   TEXT    NOT NULL,
    subject TEXT    NOT NULL,
    at      INTEGER NOT NULL, -- microseconds
    body    BLOB    NOT NULL, -- canonical JSON
    UNIQUE (view, id)
) STRICT;
CREATE INDEX view_row_newest ON view_row (view, at DESC, id);
CREATE INDEX view_row_by_state ON view_row (view, state, at DESC, id);
CREATE INDEX view_row_by_subject ON view_row (view, subject, at DESC, id);

CREATE TABLE view_checkpoint (
    view     TEXT PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
