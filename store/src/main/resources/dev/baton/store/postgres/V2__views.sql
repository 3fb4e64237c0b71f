-- Names and words are UTF-8 bytes: they may hold whatever a text may, and sort the same in every database.
CREATE TABLE view_row (
    view    text COLLATE "C" NOT NULL,
    id      bytea  NOT NULL,
    state   bytea  NOT NULL,
    subject bytea  NOT NULL,
    at      bigint NOT NULL, -- microseconds
    body    bytea  NOT NULL, -- canonical JSON
    PRIMARY KEY (view, id)
);
CREATE INDEX view_row_newest ON view_row (view, at DESC, id);
CREATE INDEX view_row_by_state ON view_row (view, state, at DESC, id);
CREATE INDEX view_row_by_subject ON view_row (view, subject, at DESC, id);

CREATE TABLE view_checkpoint (
    view     text COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL
);

-- Who keeps a view up to date, and until when.
CREATE TABLE view_keeper (
    view  text COLLATE "C" PRIMARY KEY,
    owner text COLLATE "C" NOT NULL,
    until bigint NOT NULL -- microseconds
);
