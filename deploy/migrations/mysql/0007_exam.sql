-- A sitting: one person's one attempt at one paper. live_person and live_seat hold the ids while the sitting is live and
-- are NULL afterwards, so that a person and a seat have at most one live sitting.
CREATE TABLE sitting (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	kind VARCHAR(8) NOT NULL,
	venue VARCHAR(12) NOT NULL,
	person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	live_person CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
	live_seat CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
	admission_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
	application_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	slot_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seat_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seat_label VARCHAR(20) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	item_code VARCHAR(40) NOT NULL,
	person_type VARCHAR(24) NOT NULL,
	attempt_kind VARCHAR(16) NOT NULL,
	attempt INT NOT NULL,
	release_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	blueprint_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	blueprint_version INT NOT NULL,
	paper_digest VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	rule_set_id VARCHAR(40) NOT NULL,
	rules_on CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	full_points INT NOT NULL,
	pass_mark INT NOT NULL,
	multi_scoring VARCHAR(24) NOT NULL,
	earliest_seconds INT NOT NULL,
	state VARCHAR(20) NOT NULL,
	version BIGINT NOT NULL,
	base_seconds INT NOT NULL,
	extra_seconds INT NOT NULL,
	credited_seconds INT NOT NULL,
	notices VARCHAR(200) NOT NULL,
	start_by BIGINT NOT NULL,
	started_at BIGINT NOT NULL,
	deadline_at BIGINT NOT NULL,
	paused_at BIGINT NOT NULL,
	submitted_at BIGINT NOT NULL,
	cause VARCHAR(12) NOT NULL,
	created_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX sitting_live_person ON sitting (live_person);
CREATE UNIQUE INDEX sitting_live_seat ON sitting (live_seat);
CREATE UNIQUE INDEX sitting_admission ON sitting (admission_id);
CREATE INDEX sitting_person ON sitting (person_id, item_code, started_at);
CREATE INDEX sitting_application ON sitting (application_id);
CREATE INDEX sitting_room ON sitting (room_id, created_at);
CREATE INDEX sitting_slot ON sitting (slot_id);
CREATE INDEX sitting_seat ON sitting (seat_id, submitted_at);
CREATE INDEX sitting_due ON sitting (state, deadline_at);
-- What the paper was drawn from, and the paper, sealed. Never sent to anybody.
CREATE TABLE sitting_draw (
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	random VARBINARY(32) NOT NULL,
	nonce VARBINARY(16) NOT NULL,
	record BLOB NOT NULL,
	leaf VARBINARY(32) NOT NULL,
	paper LONGTEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- The moving end of a journal and its gate: one row a sitting, changed by every batch of answers.
CREATE TABLE sitting_head (
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	epoch BIGINT NOT NULL,
	seq BIGINT NOT NULL,
	place BIGINT NOT NULL,
	hash VARBINARY(32) NOT NULL,
	gate VARCHAR(8) NOT NULL,
	deadline_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- The journal. Rows are only ever added; seq is NULL for acts that are not the candidate's records.
CREATE TABLE sitting_journal (
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	place BIGINT NOT NULL,
	seq BIGINT NULL,
	kind VARCHAR(8) NOT NULL,
	question INT NOT NULL,
	answer VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	note VARCHAR(400) NOT NULL,
	server_at BIGINT NOT NULL,
	client_at BIGINT NOT NULL,
	epoch BIGINT NOT NULL,
	hash VARBINARY(32) NOT NULL,
	PRIMARY KEY (sitting_id, place)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX sitting_journal_seq ON sitting_journal (sitting_id, seq);
-- What a sitting came to. The facts are frozen as they were on its day; only state, version and decided_* change.
CREATE TABLE exam_result (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	kind VARCHAR(8) NOT NULL,
	person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	application_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	slot_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	item_code VARCHAR(40) NOT NULL,
	person_type VARCHAR(24) NOT NULL,
	attempt_kind VARCHAR(16) NOT NULL,
	attempt INT NOT NULL,
	points INT NOT NULL,
	full_points INT NOT NULL,
	pass_mark INT NOT NULL,
	passed INT NOT NULL,
	right_count INT NOT NULL,
	partial_count INT NOT NULL,
	wrong_count INT NOT NULL,
	blank_count INT NOT NULL,
	rule_set_id VARCHAR(40) NOT NULL,
	release_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	key_version INT NOT NULL,
	paper_digest VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	records BIGINT NOT NULL,
	chain VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	employer_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	employer_name VARCHAR(120) NOT NULL,
	street VARCHAR(120) NOT NULL,
	industry VARCHAR(120) NOT NULL,
	grade VARCHAR(8) NOT NULL,
	centre_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	centre_name VARCHAR(120) NOT NULL,
	channel VARCHAR(16) NOT NULL,
	state VARCHAR(12) NOT NULL,
	version BIGINT NOT NULL,
	sat_on CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	started_at BIGINT NOT NULL,
	ended_at BIGINT NOT NULL,
	cause VARCHAR(12) NOT NULL,
	scored_at BIGINT NOT NULL,
	decided_at BIGINT NOT NULL,
	decided_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX exam_result_sitting ON exam_result (sitting_id);
CREATE INDEX exam_result_person ON exam_result (person_id, id);
CREATE INDEX exam_result_slot ON exam_result (slot_id);
CREATE INDEX exam_result_state ON exam_result (state, scored_at);
