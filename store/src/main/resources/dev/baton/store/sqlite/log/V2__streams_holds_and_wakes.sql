-- One row per commit and stream. The rowid is the position of the row's last event: rows are only ever added at the end
-- of the table, followers read it in order, and no index on the position is needed.
CREATE TABLE append (
    position  INTEGER PRIMARY KEY,
    stream    TEXT    NOT NULL,
    revision  INTEGER NOT NULL, -- of the row's first event, so that two commits on one revision collide
    events    INTEGER NOT NULL, -- how many are packed inside
    commit_id TEXT    NOT NULL,
    hash      BLOB    NOT NULL, -- of the row's last event
    packed    BLOB    NOT NULL, -- canonical JSON
    CHECK (revision > 0 AND events > 0 AND length(hash) = 32)
) STRICT;
CREATE UNIQUE INDEX append_by_stream ON append (stream, revision);

-- Every commit, also one without events, so that one whose answer was lost can be found and is written once.
CREATE TABLE recorded_commit (
    id       TEXT PRIMARY KEY,
    position INTEGER NOT NULL -- what was answered
) STRICT, WITHOUT ROWID;

CREATE TABLE hold (
    key   BLOB PRIMARY KEY, -- SHA-256 of the key: it protects as well, and tells nobody whom it was about
    owner TEXT NOT NULL,
    CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE wake (
    stream TEXT PRIMARY KEY,
    ready  INTEGER NOT NULL, -- microseconds; when it may be claimed: its due time, or the end of its claim
    owner  TEXT,             -- of the claim, if there is one
    token  TEXT,
    again  INTEGER,          -- when work was asked for during the claim
    CHECK ((owner IS NULL) = (token IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX wake_by_ready ON wake (ready);
CREATE INDEX wake_by_owner ON wake (owner) WHERE owner IS NOT NULL;
