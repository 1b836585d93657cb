-- What the occasion is called that a report was issued for, and the names in the report's title and opening: words, folded,
-- with spaces between. Reports kept before get them when they are read anew.
ALTER TABLE events ADD COLUMN name TEXT;
ALTER TABLE events ADD COLUMN setting TEXT;
