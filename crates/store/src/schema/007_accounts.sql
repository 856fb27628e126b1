-- Schema 7: who may do what over the network, who did what, and who is told. None of it is a record: no export holds it.

CREATE TABLE people (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    -- The name as it is compared: two people never differ by case alone.
    key      TEXT NOT NULL UNIQUE,
    display  TEXT NOT NULL,
    role     TEXT NOT NULL CHECK (role IN ('reader', 'coder', 'reviewer', 'admin')),
    -- Argon2id, as a PHC string.
    password TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    made     TEXT NOT NULL
);
-- Decisions and the audit carry names, so that a name never comes to be somebody else's.
CREATE TRIGGER people_are_not_removed BEFORE DELETE ON people BEGIN
    SELECT RAISE(ABORT, 'people are disabled, not removed');
END;
CREATE TRIGGER people_keep_their_names BEFORE UPDATE OF name, key ON people BEGIN
    SELECT RAISE(ABORT, 'people keep their names');
END;

-- Of secrets only the BLAKE3 hash is kept.
CREATE TABLE sessions (
    hash   BLOB PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people(id),
    made   TEXT NOT NULL,
    seen   TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_of_person ON sessions(person);

CREATE TABLE tokens (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    person  INTEGER NOT NULL REFERENCES people(id),
    label   TEXT NOT NULL,
    hash    BLOB NOT NULL UNIQUE,
    -- Separated by commas: read, write, admin.
    scopes  TEXT NOT NULL,
    made    TEXT NOT NULL,
    expires TEXT NOT NULL,
    used    TEXT
);
CREATE INDEX tokens_of_person ON tokens(person);

CREATE TABLE audit (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL,
    who     TEXT NOT NULL,
    -- How they came in: session, token NUMBER, command line.
    via     TEXT NOT NULL,
    what    TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- JSON.
    detail  TEXT NOT NULL
);
CREATE INDEX audit_by_person ON audit(who, seq);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;

CREATE TABLE webhooks (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    url     TEXT NOT NULL,
    -- Separated by commas: revision, event.added, event.changed, event.removed.
    kinds   TEXT NOT NULL,
    -- The parameters of a list of events, as a query string.
    filter  TEXT NOT NULL,
    -- Signing needs it as it is.
    secret  TEXT NOT NULL,
    paused  INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    -- The state up to which deliveries were made.
    revision INTEGER NOT NULL,
    decision INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    made    TEXT NOT NULL
);

CREATE TABLE deliveries (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    webhook INTEGER NOT NULL REFERENCES webhooks(id) ON DELETE CASCADE,
    body    TEXT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    tries   INTEGER NOT NULL DEFAULT 0,
    -- When it is tried next; of one that is done, when it was tried last.
    due     TEXT NOT NULL,
    -- What the receiver answered, or what went wrong before it did.
    status  INTEGER,
    problem TEXT,
    made    TEXT NOT NULL
);
CREATE INDEX deliveries_due ON deliveries(due) WHERE state = 'waiting';
CREATE INDEX deliveries_of_webhook ON deliveries(webhook, id);
