-- The first layout of a store. Times are milliseconds since 1970 (UTC); dates are ISO 8601, shortened to what is known.
-- Nothing that was read is overwritten: a changed report is a new version, a join or split is a dated judgement.

CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,             -- permanent: r and a hash of the sender's identifier
  sender_id TEXT NOT NULL,              -- doc.id
  url TEXT,
  title TEXT,
  source TEXT,
  language TEXT,
  published TEXT,
  published_basis TEXT,
  version INTEGER NOT NULL,             -- the latest
  family TEXT NOT NULL,                 -- key of the first of the reports that copy one another
  withdrawn TEXT,                       -- why its words were taken out
  first_seen INTEGER NOT NULL,
  updated INTEGER NOT NULL
) STRICT;
CREATE INDEX reports_by_published ON reports(published);
CREATE INDEX reports_by_updated ON reports(updated);
CREATE INDEX reports_by_family ON reports(family);

CREATE TABLE versions (
  report INTEGER NOT NULL REFERENCES reports(id),
  version INTEGER NOT NULL,
  digest BLOB NOT NULL,                 -- of title, date and text
  reader TEXT NOT NULL,
  record BLOB NOT NULL,                 -- the whole record, JSON, zstd
  added INTEGER NOT NULL,
  PRIMARY KEY (report, version)
) STRICT, WITHOUT ROWID;

-- Parts of a text's sketch: reports that share one are compared for copies.
CREATE TABLE sketches (
  band INTEGER NOT NULL,
  value INTEGER NOT NULL,
  report INTEGER NOT NULL REFERENCES reports(id),
  PRIMARY KEY (band, value, report)
) STRICT, WITHOUT ROWID;
CREATE TABLE sketch_of (
  report INTEGER PRIMARY KEY REFERENCES reports(id),
  sketch BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");

CREATE TABLE entities (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  party TEXT,
  office TEXT,                          -- the last told
  wikidata TEXT
) STRICT;
CREATE INDEX entities_by_party ON entities(party);
CREATE INDEX entities_by_name ON entities(name COLLATE NOCASE);

CREATE TABLE engagements (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,             -- of its first event by key
  type TEXT NOT NULL,
  mode TEXT,
  quad TEXT,
  cameo TEXT,
  intensity REAL,
  goldstein REAL,
  status TEXT NOT NULL,
  date TEXT,
  until TEXT,
  place TEXT,
  country TEXT,
  lat REAL,
  lon REAL,
  actors TEXT NOT NULL,                 -- party codes, JSON
  recipients TEXT NOT NULL,
  reports INTEGER NOT NULL,
  independent INTEGER NOT NULL,
  part_of TEXT,                         -- key of the engagement that it belongs to
  updated INTEGER NOT NULL
) STRICT;
CREATE INDEX engagements_by_date ON engagements(date);
CREATE INDEX engagements_by_updated ON engagements(updated);
CREATE INDEX engagements_by_type ON engagements(type, date);

CREATE TABLE engagement_parties (
  engagement INTEGER NOT NULL REFERENCES engagements(id) ON DELETE CASCADE,
  party TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (party, engagement, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX engagement_parties_by_engagement ON engagement_parties(engagement);

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,             -- the claim's: a hash of what it asserts
  report INTEGER NOT NULL REFERENCES reports(id),
  version INTEGER NOT NULL,
  local TEXT NOT NULL,                  -- its id in the record
  type TEXT NOT NULL,
  mode TEXT,
  quad TEXT,
  cameo TEXT,
  goldstein REAL,
  intensity REAL,
  status TEXT NOT NULL,
  date TEXT,
  until TEXT,
  date_basis TEXT,
  place TEXT,
  country TEXT,
  lat REAL,
  lon REAL,
  words TEXT NOT NULL,                  -- the first evidence
  start INTEGER NOT NULL,               -- code points
  end INTEGER NOT NULL,
  sentence TEXT NOT NULL,               -- around it
  agreement TEXT,                       -- local id
  method TEXT NOT NULL,
  score REAL NOT NULL,
  engagement INTEGER REFERENCES engagements(id)
) STRICT;
CREATE INDEX events_by_report ON events(report);
CREATE INDEX events_by_engagement ON events(engagement);

CREATE TABLE event_parties (
  event INTEGER NOT NULL REFERENCES events(id),
  entity INTEGER NOT NULL REFERENCES entities(id),
  party TEXT NOT NULL,                  -- code, or the name where there is none
  role TEXT NOT NULL,
  PRIMARY KEY (event, role, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_parties_by_party ON event_parties(party, event);
CREATE INDEX event_parties_by_entity ON event_parties(entity, event);

-- Each two parties of an event and its day, where events of other reports are looked for.
CREATE TABLE event_pairs (
  pair TEXT NOT NULL,
  day INTEGER NOT NULL,                 -- days since 1970
  event INTEGER NOT NULL REFERENCES events(id),
  PRIMARY KEY (pair, day, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_pairs_by_event ON event_pairs(event);

CREATE TABLE event_topics (
  event INTEGER NOT NULL REFERENCES events(id),
  topic TEXT NOT NULL,
  PRIMARY KEY (event, topic)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_codes (
  event INTEGER NOT NULL REFERENCES events(id),
  code TEXT NOT NULL,
  PRIMARY KEY (event, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_codes_by_code ON event_codes(code, event);

CREATE TABLE statements (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  report INTEGER NOT NULL REFERENCES reports(id),
  version INTEGER NOT NULL,
  local TEXT NOT NULL,
  kind TEXT NOT NULL,
  speaker INTEGER REFERENCES entities(id),
  speaker_party TEXT,
  words TEXT NOT NULL,
  cue TEXT,
  channel TEXT,
  addressee INTEGER REFERENCES entities(id),
  repeats TEXT,                         -- local id
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  method TEXT NOT NULL,
  score REAL NOT NULL
) STRICT;
CREATE INDEX statements_by_report ON statements(report);
CREATE INDEX statements_by_speaker ON statements(speaker);
CREATE INDEX statements_by_party ON statements(speaker_party);
CREATE TABLE statement_about (
  statement INTEGER NOT NULL REFERENCES statements(id),
  party TEXT NOT NULL,
  PRIMARY KEY (statement, party)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_about_by_party ON statement_about(party, statement);
CREATE VIRTUAL TABLE statement_words USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");

CREATE TABLE agreements (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  report INTEGER NOT NULL REFERENCES reports(id),
  version INTEGER NOT NULL,
  local TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  date TEXT,
  valid_from TEXT,
  valid_to TEXT,
  words TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  score REAL NOT NULL
) STRICT;
CREATE INDEX agreements_by_report ON agreements(report);
CREATE TABLE agreement_parties (
  agreement INTEGER NOT NULL REFERENCES agreements(id),
  party TEXT NOT NULL,
  PRIMARY KEY (agreement, party)
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_parties_by_party ON agreement_parties(party, agreement);

-- That two events of two reports are, or are not, the same real-world event: found by comparison or said by hand.
-- The later word holds; a hand's word always goes before a comparison's.
CREATE TABLE judgements (
  id INTEGER PRIMARY KEY,
  a TEXT NOT NULL,                      -- event keys, a < b
  b TEXT NOT NULL,
  same INTEGER NOT NULL,
  by TEXT NOT NULL,                     -- 'comparison' and its version, or 'hand'
  reasons TEXT NOT NULL,
  score REAL NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX judgements_by_a ON judgements(a);
CREATE INDEX judgements_by_b ON judgements(b);

-- What was there and is no more, for those who follow changes.
CREATE TABLE tombstones (
  key TEXT PRIMARY KEY,
  became TEXT,                          -- the key that took its place
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
