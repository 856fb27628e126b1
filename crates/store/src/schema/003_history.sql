-- Schema 3: what a state of the desk in the past is made of. A document that comes new leaves a revision without a body;
-- those that earlier versions stored count as there from the beginning.

CREATE INDEX revisions_by_time ON revisions(at);

-- Points that have a name or changed how events are made: releases, another version of the merger.
CREATE TABLE marks (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT NOT NULL CHECK (kind IN ('release', 'merger')),
    name     TEXT NOT NULL,
    -- The last revision and the last decision before it.
    revision INTEGER NOT NULL,
    decision INTEGER NOT NULL,
    -- JSON.
    body     TEXT,
    at       TEXT NOT NULL
);
CREATE UNIQUE INDEX releases_by_name ON marks(name) WHERE kind = 'release';
CREATE TRIGGER marks_are_not_changed BEFORE UPDATE ON marks BEGIN
    SELECT RAISE(ABORT, 'marks are append-only');
END;
CREATE TRIGGER marks_are_not_removed BEFORE DELETE ON marks BEGIN
    SELECT RAISE(ABORT, 'marks are append-only');
END;
