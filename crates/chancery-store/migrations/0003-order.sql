-- The order in which rows are listed, so that the latest are found without sorting all.
CREATE INDEX engagements_in_order ON engagements(coalesce(date, ''), key);
CREATE INDEX events_in_order ON events(coalesce(date, ''), key);
CREATE INDEX reports_in_order ON reports(coalesce(published, ''), key);
