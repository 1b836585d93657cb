-- What a report has to do with the engagement of each event that it tells of, and which engagements belong to others.

ALTER TABLE events ADD COLUMN relation TEXT NOT NULL DEFAULT 'mentions'; -- reports, announces or mentions
ALTER TABLE events ADD COLUMN issued INTEGER NOT NULL DEFAULT 0; -- the report's title says that it is of this
UPDATE events SET relation = CASE status WHEN 'planned' THEN 'announces' WHEN 'actual' THEN 'reports' ELSE 'mentions' END;

-- That one event is a part of another: a meeting on a trip, or on the margins of a summit.
CREATE TABLE parts (
  part TEXT NOT NULL,                   -- event keys
  whole TEXT NOT NULL,
  by TEXT NOT NULL,                     -- the comparison and its version
  reasons TEXT NOT NULL,
  score REAL NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (part, whole)
) STRICT, WITHOUT ROWID;
CREATE INDEX parts_by_whole ON parts(whole);
CREATE INDEX engagements_by_part_of ON engagements(part_of) WHERE part_of IS NOT NULL;
