-- Stories: each report is of the story of that report before it which its opening is most like, within days. Reports kept
-- before find theirs when they are read anew; until then each is a story of its own.
ALTER TABLE reports ADD COLUMN story TEXT;      -- key of the first report of its story
UPDATE reports SET story = key;
CREATE INDEX reports_by_story ON reports(story);

CREATE TABLE openings (
  report INTEGER PRIMARY KEY REFERENCES reports(id),
  day INTEGER,                          -- of publication, days since 1970
  words BLOB NOT NULL,                  -- hashes of the words that tell most, and their weights
  follows INTEGER REFERENCES reports(id), -- the report before it which it is most like
  likeness REAL NOT NULL                -- to that
) STRICT;
CREATE INDEX openings_by_follows ON openings(follows) WHERE follows IS NOT NULL;

-- The first of those words, under which reports of a story find one another.
CREATE TABLE opening_marks (
  mark INTEGER NOT NULL,
  day INTEGER NOT NULL,                 -- or the greatest number, where it is not known
  report INTEGER NOT NULL REFERENCES reports(id),
  PRIMARY KEY (mark, day, report)
) STRICT, WITHOUT ROWID;
