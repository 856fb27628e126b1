-- Schema 1: the desk's system of record. Bodies are JSON in the shapes of `polybius-records`.

CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE documents (
    seq            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    hash           TEXT NOT NULL,
    -- What was read and what read it: a document whose fingerprint stands here is not coded again.
    fingerprint    TEXT NOT NULL,
    title          TEXT,
    publisher      TEXT,
    url            TEXT,
    published      TEXT,
    published_from TEXT NOT NULL,
    language       TEXT,
    text           TEXT NOT NULL,
    blocks         TEXT NOT NULL,
    -- BLAKE3 of the original bytes, the name of the file under blobs/.
    blob           TEXT,
    -- Near-duplicate signature, opaque here.
    signature      BLOB
);

CREATE VIRTUAL TABLE document_text USING fts5(
    title, text, content = 'documents', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_indexed AFTER INSERT ON documents BEGIN
    INSERT INTO document_text(rowid, title, text) VALUES (new.seq, new.title, new.text);
END;
CREATE TRIGGER documents_unindexed AFTER DELETE ON documents BEGIN
    INSERT INTO document_text(document_text, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
END;
CREATE TRIGGER documents_reindexed AFTER UPDATE OF title, text ON documents BEGIN
    INSERT INTO document_text(document_text, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
    INSERT INTO document_text(rowid, title, text) VALUES (new.seq, new.title, new.text);
END;

CREATE TABLE reports (
    id       TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents(id),
    body     TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX reports_of_document ON reports(document);

CREATE TABLE statements (
    document TEXT NOT NULL REFERENCES documents(id),
    id       TEXT NOT NULL,
    kind     TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE warnings (
    document TEXT NOT NULL REFERENCES documents(id),
    position INTEGER NOT NULL,
    code     TEXT NOT NULL,
    message  TEXT NOT NULL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;

-- Copies of one text are one source: the key is the same for all copies.
CREATE TABLE sources (
    document TEXT PRIMARY KEY REFERENCES documents(id),
    source   TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE events (
    seq            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    event_type     TEXT NOT NULL,
    sub_event_type TEXT NOT NULL,
    status         TEXT NOT NULL,
    first_day      TEXT,
    last_day       TEXT,
    country        TEXT,
    sources        INTEGER NOT NULL,
    body           TEXT NOT NULL
);
CREATE INDEX events_by_day ON events(first_day);
CREATE INDEX events_by_country ON events(country, first_day);

CREATE VIRTUAL TABLE event_places USING rtree(seq, south, north, west, east);

CREATE TABLE event_reports (
    report TEXT PRIMARY KEY REFERENCES reports(id),
    event  TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX reports_of_event ON event_reports(event);

CREATE TABLE revisions (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL CHECK (kind IN ('event', 'document')),
    subject TEXT NOT NULL,
    change  TEXT NOT NULL CHECK (change IN ('added', 'changed', 'removed')),
    -- An event: the body from now on. A document: what it was before. Empty for an event that is gone.
    body    TEXT,
    at      TEXT NOT NULL
);
CREATE INDEX revisions_of_subject ON revisions(kind, subject, seq);
CREATE TRIGGER revisions_are_not_changed BEFORE UPDATE ON revisions BEGIN
    SELECT RAISE(ABORT, 'revisions are append-only');
END;
CREATE TRIGGER revisions_are_not_removed BEFORE DELETE ON revisions BEGIN
    SELECT RAISE(ABORT, 'revisions are append-only');
END;

CREATE TABLE decisions (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    body    TEXT NOT NULL,
    made_by TEXT NOT NULL,
    at      TEXT NOT NULL
);
CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are append-only');
END;
CREATE TRIGGER decisions_are_not_removed BEFORE DELETE ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are append-only');
END;

CREATE TABLE migrations (
    version INTEGER PRIMARY KEY,
    at      TEXT NOT NULL
);
