-- By which words a row is searched, oldest first.
ALTER TABLE view_row ADD COLUMN words bytea NOT NULL DEFAULT ''; -- with blanks between them
CREATE TABLE view_word (
    view text COLLATE "C" NOT NULL,
    word bytea  NOT NULL,
    at   bigint NOT NULL, -- microseconds
    id   bytea  NOT NULL,
    PRIMARY KEY (view, word, at, id)
);
CREATE INDEX view_word_of_row ON view_word (view, id);
