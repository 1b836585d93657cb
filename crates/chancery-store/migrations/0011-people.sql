-- Who acts or speaks in which report, so that the reports of a person need not be found by way of all claims.
CREATE TABLE report_entities (
  entity INTEGER NOT NULL REFERENCES entities(id),
  report INTEGER NOT NULL REFERENCES reports(id),
  PRIMARY KEY (entity, report)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO report_entities
  SELECT p.entity, v.report FROM event_parties p CROSS JOIN events v ON v.id = p.event
  UNION SELECT speaker, report FROM statements WHERE speaker IS NOT NULL;
