-- The sums of two parties no longer take for a conflict of the two what both do to a third: all are summed up anew.
INSERT OR IGNORE INTO changes(engagement) SELECT id FROM engagements;
