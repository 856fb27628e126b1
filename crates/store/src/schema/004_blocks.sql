-- Schema 4: what merging one more document asks: where reports stand in blocks and signatures in buckets, and what changed
-- since the events were computed. All of it follows from the reports, the documents and the merger.

-- The number by which blocks know the report, and what the report prefers in documents that tell of several events (JSON).
ALTER TABLE event_reports ADD COLUMN number INTEGER;
ALTER TABLE event_reports ADD COLUMN prefers TEXT;
CREATE INDEX event_reports_by_number ON event_reports(number);

CREATE TABLE blocks (
    key    INTEGER NOT NULL,
    place  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    native INTEGER NOT NULL,
    PRIMARY KEY (key, place, number)
) WITHOUT ROWID;

CREATE TABLE buckets (
    key      INTEGER NOT NULL,
    place    INTEGER NOT NULL,
    -- documents.seq
    document INTEGER NOT NULL,
    PRIMARY KEY (key, place, document)
) WITHOUT ROWID;
CREATE INDEX documents_of_source ON sources(source);

-- Reports that came or went; what they were and the event that they were in as of the last merge, where they were in it.
CREATE TABLE changed_reports (
    report TEXT PRIMARY KEY,
    was    TEXT,
    event  TEXT
) WITHOUT ROWID;

-- Documents that came or changed, and their signatures as of the last merge.
CREATE TABLE changed_documents (
    document  INTEGER PRIMARY KEY,
    signature BLOB
);
