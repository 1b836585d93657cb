-- Where events are looked for that could be one act: hashes of whom they are between, and the type. The rows are made by
-- `identity::index_all` in a store that had the pairs before.
DROP TABLE event_pairs;
CREATE TABLE event_marks (
  mark INTEGER NOT NULL,
  day INTEGER NOT NULL,                 -- days since 1970
  event INTEGER NOT NULL REFERENCES events(id),
  PRIMARY KEY (mark, day, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_marks_by_event ON event_marks(event);

-- What an event is compared by is what its own report tells, whatever other reports came before.
ALTER TABLE events ADD COLUMN in_state INTEGER NOT NULL DEFAULT 0;  -- the place is a state
ALTER TABLE event_parties ADD COLUMN kind TEXT;                     -- the entity's, as the report tells it
UPDATE events SET in_state = 1 WHERE place IN (SELECT name COLLATE NOCASE FROM entities WHERE kind = 'state');
UPDATE event_parties SET kind = (SELECT kind FROM entities WHERE id = entity);

CREATE INDEX judgements_by_hand ON judgements(a, b) WHERE by = 'hand';
