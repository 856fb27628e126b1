-- Rows of other people's datasets, beside the events that are coded from documents and never among them.

CREATE TABLE imported (
    seq       INTEGER PRIMARY KEY,
    dataset   TEXT NOT NULL,
    row_id    TEXT NOT NULL,
    licence   TEXT NOT NULL,
    first_day TEXT,
    last_day  TEXT,
    country   TEXT,
    body      TEXT NOT NULL,
    UNIQUE (dataset, row_id)
);
CREATE INDEX imported_by_licence ON imported(dataset, licence);

-- What a row was before a later release of its dataset changed it.
CREATE TABLE imported_before (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset TEXT NOT NULL,
    row_id  TEXT NOT NULL,
    body    TEXT NOT NULL,
    at      TEXT NOT NULL
);
CREATE INDEX imported_before_of_row ON imported_before(dataset, row_id, seq);
CREATE TRIGGER imported_before_is_not_changed BEFORE UPDATE ON imported_before BEGIN
    SELECT RAISE(ABORT, 'earlier rows are append-only');
END;
CREATE TRIGGER imported_before_is_not_removed BEFORE DELETE ON imported_before BEGIN
    SELECT RAISE(ABORT, 'earlier rows are append-only');
END;
