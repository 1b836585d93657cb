-- Questions that are asked again and again, and the messages that tell what is new.

CREATE TABLE alerts (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  listing TEXT NOT NULL,
  filter TEXT NOT NULL,                 -- JSON
  url TEXT NOT NULL,
  private INTEGER NOT NULL,             -- whether the address may be of this machine or a private network
  changes INTEGER NOT NULL,             -- whether rows that changed are told again
  made INTEGER NOT NULL,
  looked INTEGER NOT NULL,              -- when new rows were last looked for
  off TEXT                              -- why nothing is sent any more
) STRICT;

-- The rows that were there or were told of.
CREATE TABLE alert_rows (
  alert INTEGER NOT NULL REFERENCES alerts(id),
  key TEXT NOT NULL,
  state INTEGER NOT NULL,               -- a hash of what the row said
  PRIMARY KEY (alert, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,             -- by which the receiver knows it again
  alert INTEGER NOT NULL REFERENCES alerts(id),
  body TEXT NOT NULL,
  rows INTEGER NOT NULL,
  made INTEGER NOT NULL,
  status TEXT NOT NULL,                 -- waiting, delivered, failed
  tries INTEGER NOT NULL DEFAULT 0,
  last INTEGER,                         -- the last try
  next INTEGER,                         -- not before; none where there is no next try
  answer INTEGER,                       -- the number of the last answer
  error TEXT
) STRICT;
CREATE INDEX deliveries_by_alert ON deliveries(alert, id);
CREATE INDEX deliveries_due ON deliveries(next) WHERE next IS NOT NULL;
