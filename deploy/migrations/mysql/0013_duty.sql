-- When an officer let nobody in any more, before the slot was over.
ALTER TABLE exam_slot ADD COLUMN closed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE exam_slot ADD COLUMN closed_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
-- One authorization of the same document for the same days. is_live is 1 until it is revoked, NULL afterwards; of equal rows
-- that are there already the first keeps the key. The scan of the paper: what it is, its digest, who put it on file when.
ALTER TABLE room_authorization ADD COLUMN is_live TINYINT NULL;
UPDATE room_authorization SET is_live = 1 WHERE revoked = 0 AND id IN (SELECT first FROM (SELECT MIN(id) AS first
	FROM room_authorization WHERE revoked = 0 GROUP BY room_id, document_no, mode, valid_from, valid_to) AS kept);
CREATE UNIQUE INDEX room_authorization_live ON room_authorization (room_id, document_no, mode, valid_from, valid_to, is_live);
ALTER TABLE room_authorization ADD COLUMN file_type VARCHAR(40) NOT NULL DEFAULT '';
ALTER TABLE room_authorization ADD COLUMN file_digest VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE room_authorization ADD COLUMN file_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE room_authorization ADD COLUMN file_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
-- One row per natural person on a roster, to be locked while the seats they watch at once are counted.
CREATE TABLE duty_officer (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- Which PIN of a ticket is the valid one, and since when.
ALTER TABLE admission_ticket ADD COLUMN pin_round INT NOT NULL DEFAULT 0;
ALTER TABLE admission_ticket ADD COLUMN pin_at BIGINT NOT NULL DEFAULT 0;
-- Calls for a person from gates and seats. live_key is the device until the call is closed: one live call per terminal.
CREATE TABLE duty_call (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	live_key CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
	device_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	seat_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seat_label VARCHAR(20) NOT NULL,
	admission_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	trouble VARCHAR(60) NOT NULL,
	state VARCHAR(16) NOT NULL,
	presses INT NOT NULL,
	called_at BIGINT NOT NULL,
	pressed_at BIGINT NOT NULL,
	escalate_at BIGINT NOT NULL,
	escalated_at BIGINT NOT NULL,
	escalated_to VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	escalated_name VARCHAR(60) NOT NULL,
	acked_at BIGINT NOT NULL,
	acked_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	acked_name VARCHAR(60) NOT NULL,
	closed_at BIGINT NOT NULL,
	closed_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	closed_name VARCHAR(60) NOT NULL,
	outcome VARCHAR(20) NOT NULL,
	note VARCHAR(400) NOT NULL,
	version INT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX duty_call_live ON duty_call (live_key);
CREATE INDEX duty_call_state ON duty_call (state, escalate_at);
CREATE INDEX duty_call_room ON duty_call (room_id, called_at);
-- Text messages that an event asks for. One per event and template: an event that comes again changes nothing.
CREATE TABLE text_notice (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	event_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	template VARCHAR(40) NOT NULL,
	person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	args TEXT NOT NULL,
	state VARCHAR(16) NOT NULL,
	tries INT NOT NULL,
	made_at BIGINT NOT NULL,
	next_at BIGINT NOT NULL,
	sent_at BIGINT NOT NULL,
	last_error VARCHAR(400) NOT NULL,
	version INT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX text_notice_event ON text_notice (event_id, template);
CREATE INDEX text_notice_waiting ON text_notice (state, next_at);
