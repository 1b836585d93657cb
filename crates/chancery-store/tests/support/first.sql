-- One report of one call, as the first layout kept it.
PRAGMA application_id = 1130914681;
PRAGMA user_version = 1;
INSERT INTO reports VALUES (1, 'r1', 'state', NULL, 'Call', 'state.gov', 'en', '2022-03-05', 'given', 1, 'r1', NULL, 1, 1);
INSERT INTO entities VALUES (1, 'n1', 'person', 'Antony Blinken', 'USA', 'secretary of state', NULL), (2, 'n2', 'person', 'Dmytro Kuleba', 'UKR', NULL, NULL);
INSERT INTO engagements VALUES (1, 'g1', 'CONSULT', 'phone', 'VC', '041', NULL, NULL, 'actual', '2022-03-05', NULL, NULL, NULL, NULL, NULL, '["UKR","USA"]', '[]', 1, 1, NULL, 1);
INSERT INTO engagement_parties VALUES (1, 'UKR', 'actor'), (1, 'USA', 'actor');
INSERT INTO events VALUES (1, 'v1', 1, 1, 'v1', 'CONSULT', 'phone', 'VC', '041', NULL, NULL, 'actual', '2022-03-05', NULL, 'text', NULL, NULL, NULL, NULL, 'spoke by phone', 0, 14, 'They spoke by phone.', NULL, 'test', 0.8, 1);
INSERT INTO event_parties VALUES (1, 1, 'USA', 'actor'), (1, 2, 'UKR', 'actor');
INSERT INTO event_pairs VALUES ('UKR|USA', 19056, 1);
