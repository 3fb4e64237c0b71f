-- The end of the log, in one row. Whoever writes locks it first and holds it to the end of the transaction, so that
-- positions have no gaps, and are visible in their order, on however many nodes.
CREATE TABLE head (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    position bigint  NOT NULL
);
INSERT INTO head (position) VALUES (0);

-- One row per commit and stream.
CREATE TABLE append (
    stream    text COLLATE "C" NOT NULL,
    revision  bigint           NOT NULL CHECK (revision > 0), -- of the row's first event
    events    integer          NOT NULL CHECK (events > 0),   -- how many are packed inside
    position  bigint           NOT NULL,                      -- of the row's last event
    commit_id text COLLATE "C" NOT NULL,
    hash      bytea            NOT NULL CHECK (length(hash) = 32), -- of the row's last event
    packed    bytea            NOT NULL, -- canonical JSON; bytes, because jsonb refuses NUL and reorders keys
    PRIMARY KEY (stream, revision)
);
CREATE UNIQUE INDEX append_by_position ON append (position);

-- Every commit, also one without events, so that one whose answer was lost can be found and is written once.
CREATE TABLE recorded_commit (
    id       text COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL -- what was answered
);

CREATE TABLE hold (
    key   bytea PRIMARY KEY CHECK (length(key) = 32), -- SHA-256 of the key: it protects as well, and tells nobody whom
    owner text COLLATE "C" NOT NULL                   -- it was about
);

CREATE TABLE wake (
    stream text COLLATE "C" PRIMARY KEY,
    ready  bigint NOT NULL,  -- microseconds; when it may be claimed: its due time, or the end of its claim
    owner  text COLLATE "C", -- of the claim, if there is one
    token  text COLLATE "C",
    again  bigint,           -- when work was asked for during the claim
    CHECK ((owner IS NULL) = (token IS NULL))
);
CREATE INDEX wake_by_ready ON wake (ready);
CREATE INDEX wake_by_owner ON wake (owner) WHERE owner IS NOT NULL;

-- Rows of the queue come and go with every run, so dead ones are taken away by their number and not by their share.
ALTER TABLE wake SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
