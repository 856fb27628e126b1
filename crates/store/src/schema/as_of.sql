-- The first change of each document after the moment: it holds what the document was.
CREATE TEMP VIEW next_change AS
    SELECT subject AS id, min(seq) AS seq FROM main.revisions
    WHERE kind = 'document' AND seq > {revision} GROUP BY subject;
CREATE TEMP VIEW former AS
    SELECT n.id, n.seq, r.body FROM next_change n JOIN main.revisions r ON r.seq = n.seq WHERE r.change <> 'added';

-- A revision has the text only where the change took it away: else the text is that of the next one that has it, or of now.
CREATE TEMP VIEW documents AS
    SELECT d.seq, d.id, d.hash, d.fingerprint, d.title, d.publisher, d.url, d.published, d.published_from, d.language,
           d.text, d.blocks, d.blob, d.signature, d.coder
    FROM main.documents d WHERE NOT EXISTS (SELECT 1 FROM next_change n WHERE n.id = d.id)
    UNION ALL
    SELECT d.seq, f.id, f.body ->> '$.document.hash', '', f.body ->> '$.document.title', f.body ->> '$.document.publisher',
           f.body ->> '$.document.url', f.body ->> '$.document.published', f.body ->> '$.document.published_from',
           f.body ->> '$.document.language',
           coalesce(
               (SELECT r.body ->> '$.document.text' FROM main.revisions r
                WHERE r.kind = 'document' AND r.subject = f.id AND r.seq >= f.seq
                AND r.body ->> '$.document.text' IS NOT NULL ORDER BY r.seq LIMIT 1),
               d.text),
           f.body -> '$.document.blocks', NULL, NULL, f.body ->> '$.coder'
    FROM former f JOIN main.documents d ON d.id = f.id;

CREATE TEMP VIEW reports AS
    SELECT r.id, r.document, r.body FROM main.reports r
    WHERE NOT EXISTS (SELECT 1 FROM next_change n WHERE n.id = r.document)
    UNION ALL
    SELECT each.value ->> '$.id', f.id, each.value FROM former f, json_each(f.body, '$.reports') each;

CREATE TEMP VIEW statements AS
    SELECT s.document, s.id, s.kind, s.body FROM main.statements s
    WHERE NOT EXISTS (SELECT 1 FROM next_change n WHERE n.id = s.document)
    UNION ALL
    SELECT f.id, each.value ->> '$.id', each.value ->> '$.kind', each.value
    FROM former f, json_each(f.body, '$.statements') each;

CREATE TEMP VIEW warnings AS
    SELECT w.document, w.position, w.code, w.message FROM main.warnings w
    WHERE NOT EXISTS (SELECT 1 FROM next_change n WHERE n.id = w.document)
    UNION ALL
    SELECT f.id, each.key, each.value ->> '$[0]', each.value ->> '$[1]' FROM former f, json_each(f.body, '$.warnings') each;

CREATE TEMP VIEW events AS
    SELECT r.seq, r.subject AS id, r.body ->> '$.event_type' AS event_type, r.body ->> '$.sub_event_type' AS sub_event_type,
           r.body ->> '$.status' AS status, r.body ->> '$.date.start' AS first_day, r.body ->> '$.date.end' AS last_day,
           r.body ->> '$.place.country' AS country, r.body ->> '$.sources' AS sources, r.body
    FROM (SELECT subject, max(seq) AS seq FROM main.revisions
          WHERE kind = 'event' AND seq <= {revision} GROUP BY subject) last
    JOIN main.revisions r ON r.seq = last.seq WHERE r.body IS NOT NULL;

CREATE TEMP VIEW event_places AS
    SELECT seq, body ->> '$.place.latitude' AS south, body ->> '$.place.latitude' AS north,
           body ->> '$.place.longitude' AS west, body ->> '$.place.longitude' AS east
    FROM events WHERE body ->> '$.place.latitude' IS NOT NULL;

CREATE TEMP VIEW event_reports AS
    SELECT each.value AS report, e.id AS event FROM events e, json_each(e.body, '$.reports') each;

CREATE TEMP VIEW revisions AS SELECT * FROM main.revisions WHERE seq <= {revision};
CREATE TEMP VIEW decisions AS SELECT * FROM main.decisions WHERE seq <= {decision};

CREATE TEMP VIEW event_keys AS
    SELECT seq, id, event_type, sub_event_type, status, body ->> '$.review' AS review,
           CASE body ->> '$.date.precision' WHEN 'unknown' THEN '' ELSE coalesce(first_day, '') END AS first_day,
           CASE body ->> '$.date.precision' WHEN 'unknown' THEN '' ELSE coalesce(last_day, '') END AS last_day,
           country, body ->> '$.place.name' AS place, body ->> '$.place.precision' AS precision,
           body ->> '$.place.latitude' AS latitude, body ->> '$.place.longitude' AS longitude, sources,
           coalesce(body ->> '$.killed.best', -1) AS killed, body ->> '$.killed.low' AS killed_low,
           body ->> '$.killed.high' AS killed_high, coalesce(body ->> '$.injured.best', -1) AS injured,
           json_array_length(body, '$.attributions') AS attributions, seq AS changed, 0.0 AS priority
    FROM events;

CREATE TEMP VIEW event_rows AS SELECT seq, body FROM main.event_rows WHERE false;

CREATE TEMP VIEW event_actors AS
    SELECT DISTINCT each.value ->> '$.id' AS actor, e.seq, each.value ->> '$.name' AS name
    FROM events e, json_each(e.body, '$.actors') each;
