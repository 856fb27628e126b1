-- What merging asks of each report that it has merged, by the number by which blocks know the report, in the merger's own form. All of it follows
-- from the reports: one that is missing is made anew.
CREATE TABLE sketches (
    number INTEGER PRIMARY KEY,
    sketch BLOB NOT NULL
);
