-- What events are listed, filtered, counted and drawn by, apart from their bodies: a list of a million events must not touch the long ones.
CREATE TABLE event_keys (
    -- events.seq
    seq            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    event_type     TEXT NOT NULL,
    sub_event_type TEXT NOT NULL,
    status         TEXT NOT NULL,
    review         TEXT NOT NULL,
    -- ISO days; empty where no day is known.
    first_day      TEXT NOT NULL,
    last_day       TEXT NOT NULL,
    country        TEXT,
    place          TEXT,
    precision      TEXT,
    latitude       REAL,
    longitude      REAL,
    sources        INTEGER NOT NULL,
    -- Best numbers; -1 where none is known.
    killed         INTEGER NOT NULL,
    killed_low     INTEGER,
    killed_high    INTEGER,
    injured        INTEGER NOT NULL,
    -- How often somebody says who did it.
    attributions   INTEGER NOT NULL,
    -- revisions.seq of the last change.
    changed        INTEGER NOT NULL,
    priority       REAL NOT NULL
);
CREATE INDEX event_keys_by_day ON event_keys(first_day, id);
CREATE INDEX event_keys_by_country ON event_keys(country, first_day, id);
CREATE INDEX event_keys_by_type ON event_keys(event_type, first_day, id);
CREATE INDEX event_keys_by_country_and_type ON event_keys(country, event_type, first_day, id);
CREATE INDEX event_keys_by_country_and_killed ON event_keys(country, killed, id);
CREATE INDEX event_keys_by_country_type_killed ON event_keys(country, event_type, killed, id);
CREATE INDEX event_keys_by_type_and_killed ON event_keys(event_type, killed, id);
CREATE INDEX event_keys_by_killed ON event_keys(killed, id);
CREATE INDEX event_keys_by_change ON event_keys(changed, id);
CREATE INDEX event_keys_by_priority ON event_keys(priority, id);
CREATE INDEX event_keys_attributed ON event_keys(seq) WHERE attributions > 0;

-- The row of an event as lists show it, JSON.
CREATE TABLE event_rows (
    seq  INTEGER PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TABLE event_actors (
    actor TEXT NOT NULL,
    seq   INTEGER NOT NULL,
    name  TEXT NOT NULL,
    PRIMARY KEY (actor, seq)
) WITHOUT ROWID;
CREATE INDEX actors_of_event ON event_actors(seq);

CREATE INDEX statements_by_id ON statements(id, document);
CREATE INDEX documents_by_day ON documents(coalesce(published, ''), id);

DROP INDEX events_by_day;
DROP INDEX events_by_country;
