-- Sums over engagements, so that no page has to look at all of them. `sums.rs` brings them up to date at the end of every
-- batch: triggers note which engagements changed, and each engagement keeps what it was counted as.

ALTER TABLE engagements ADD COLUMN counted TEXT;     -- what it adds to the sums, JSON
CREATE TABLE changes (
  engagement INTEGER PRIMARY KEY,       -- its row, perhaps gone
  counted TEXT                          -- of one that is gone
) STRICT;
CREATE TRIGGER engagement_changed AFTER UPDATE OF type, quad, intensity, status, date, place, country, lat, lon, actors, recipients ON engagements
BEGIN
  INSERT INTO changes(engagement) VALUES (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER engagement_gone AFTER DELETE ON engagements
BEGIN
  INSERT INTO changes(engagement, counted) VALUES (old.id, old.counted)
    ON CONFLICT DO UPDATE SET counted = coalesce(counted, excluded.counted);
END;
CREATE TRIGGER event_moved AFTER UPDATE OF engagement ON events WHEN new.engagement IS NOT old.engagement
BEGIN
  INSERT INTO changes(engagement) SELECT e FROM (SELECT old.engagement AS e UNION ALL SELECT new.engagement) WHERE e IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER event_read_anew AFTER UPDATE OF version ON events WHEN new.engagement IS NOT NULL
BEGIN
  INSERT INTO changes(engagement) VALUES (new.engagement) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER event_gone AFTER DELETE ON events WHEN old.engagement IS NOT NULL
BEGIN
  INSERT INTO changes(engagement) VALUES (old.engagement) ON CONFLICT DO NOTHING;
END;

-- Engagements of all (`''`) and of a party, by status and type.
CREATE TABLE act_totals (
  party TEXT NOT NULL,
  status TEXT NOT NULL,
  type TEXT NOT NULL,
  engagements INTEGER NOT NULL,
  last TEXT,                            -- the greatest date
  PRIMARY KEY (party, status, type)
) STRICT, WITHOUT ROWID;

-- Engagements of two: of one type, and of all (`''`).
CREATE TABLE pair_totals (
  party TEXT NOT NULL,
  other TEXT NOT NULL,                  -- after `party` in order
  type TEXT NOT NULL,
  actual INTEGER NOT NULL,              -- by status
  planned INTEGER NOT NULL,
  hypothetical INTEGER NOT NULL,
  negated INTEGER NOT NULL,
  historical INTEGER NOT NULL,
  engagements INTEGER NOT NULL,         -- that took place at a known time; all that follows is of these
  vc INTEGER NOT NULL,
  mc INTEGER NOT NULL,
  vf INTEGER NOT NULL,
  mf INTEGER NOT NULL,
  intensity REAL NOT NULL,              -- the sum
  rated INTEGER NOT NULL,               -- of so many
  first TEXT,
  last TEXT,
  PRIMARY KEY (party, other, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_totals_by_other ON pair_totals(other, type);
CREATE INDEX pair_totals_in_order ON pair_totals(type, printf('%012d', engagements), party || '|' || other) WHERE engagements > 0;

-- The same by month, of all types.
CREATE TABLE pair_months (
  party TEXT NOT NULL,
  other TEXT NOT NULL,
  month TEXT NOT NULL,                  -- or a year, where no more is known
  engagements INTEGER NOT NULL,
  vc INTEGER NOT NULL,
  mc INTEGER NOT NULL,
  vf INTEGER NOT NULL,
  mf INTEGER NOT NULL,
  intensity REAL NOT NULL,
  rated INTEGER NOT NULL,
  PRIMARY KEY (party, other, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_months_by_other ON pair_months(other);
CREATE INDEX pair_months_in_order ON pair_months(month, party || '|' || other);

CREATE TABLE place_totals (
  place TEXT NOT NULL,
  country TEXT NOT NULL,                -- `''` where unknown
  lat REAL,
  lon REAL,
  status TEXT NOT NULL,
  type TEXT NOT NULL,
  engagements INTEGER NOT NULL,
  last TEXT,
  spot TEXT NOT NULL,                   -- the place, country and coordinates, as one
  PRIMARY KEY (spot, status, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX engagements_by_place ON engagements(place) WHERE place IS NOT NULL;

-- Engagements on a topic: all, of a party, and of two.
CREATE TABLE topic_totals (
  party TEXT NOT NULL,
  other TEXT NOT NULL,
  code TEXT NOT NULL,
  engagements INTEGER NOT NULL,
  last TEXT,
  PRIMARY KEY (party, other, code)
) STRICT, WITHOUT ROWID;

ALTER TABLE entities ADD COLUMN engagements INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entities ADD COLUMN last TEXT;
CREATE INDEX entities_in_order ON entities(kind, printf('%012d', engagements), key);

-- Statements by who speaks (`''` where unknown) and who is spoken of (`''` for each statement, once).
CREATE TABLE statement_totals (
  speaker TEXT NOT NULL,
  about TEXT NOT NULL,
  statements INTEGER NOT NULL,
  PRIMARY KEY (speaker, about)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_totals_by_about ON statement_totals(about, speaker, statements);
INSERT INTO statement_totals SELECT coalesce(speaker_party, ''), '', count(*) FROM statements GROUP BY 1;
INSERT INTO statement_totals SELECT coalesce(s.speaker_party, ''), a.party, count(*)
  FROM statement_about a CROSS JOIN statements s ON s.id = a.statement WHERE a.party <> '' GROUP BY 1, 2;

-- The parties that act in a report.
CREATE TABLE report_parties (
  party TEXT NOT NULL,
  report INTEGER NOT NULL REFERENCES reports(id),
  PRIMARY KEY (party, report)
) STRICT, WITHOUT ROWID;
INSERT INTO report_parties SELECT DISTINCT p.party, v.report FROM event_parties p CROSS JOIN events v ON v.id = p.event;

-- Agreements in the order in which they are listed.
ALTER TABLE agreements ADD COLUMN day TEXT NOT NULL DEFAULT '';  -- their own, or that of the report
UPDATE agreements SET day = coalesce(date, (SELECT published FROM reports WHERE id = report), '');
CREATE INDEX agreements_in_order ON agreements(day, key);

CREATE INDEX reports_by_source ON reports(source, family, published, updated);

INSERT INTO changes(engagement) SELECT id FROM engagements;
