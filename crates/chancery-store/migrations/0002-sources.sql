-- What is known of each address that was asked: for conditional requests, polite distances, and not asking in vain.
-- Kept after the reports that an answer gave, so that a run that is killed between the two asks again.
CREATE TABLE sources (
  url TEXT PRIMARY KEY,
  etag TEXT,                            -- as the server sent them
  last_modified TEXT,
  stamp TEXT,                           -- the feed's word for the state of its report
  failures INTEGER NOT NULL,            -- in a row
  problem TEXT,                         -- why the last asking failed
  first INTEGER NOT NULL,               -- when it was first asked
  checked INTEGER NOT NULL,             -- when last
  due INTEGER NOT NULL                  -- not to be asked before
) STRICT, WITHOUT ROWID;
