-- When the report came out that tells the office, so that the latest is kept whatever the order of arrival.
ALTER TABLE entities ADD COLUMN office_told TEXT;

-- The name by which the report calls who takes part: events are compared by it, so that nothing hangs on which report
-- came first.
ALTER TABLE event_parties ADD COLUMN name TEXT;

-- A batch of words is put in order once, and not in parts that have to be merged (bytes).
INSERT INTO report_words(report_words, rank) VALUES ('hashsize', 8388608);
INSERT INTO statement_words(statement_words, rank) VALUES ('hashsize', 8388608);
