-- By which words a row is searched, oldest first.
ALTER TABLE view_row ADD COLUMN words TEXT NOT NULL DEFAULT ''; -- with blanks between them
CREATE TABLE view_word (
    view TEXT    NOT NULL,
    word TEXT    NOT NULL,
    at   INTEGER NOT NULL, -- microseconds
    id   TEXT    NOT NULL,
    PRIMARY KEY (view, word, at, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX view_word_of_row ON view_word (view, id);
