-- The record of a slot in an exam room (考场记录). body is the canonical JSON that is hashed and signed; it never changes
-- after the signature.
CREATE TABLE room_record (
	id CHAR(26) NOT NULL PRIMARY KEY,
	slot_id CHAR(26) NOT NULL,
	room_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	starts_at BIGINT NOT NULL,
	ends_at BIGINT NOT NULL,
	state VARCHAR(8) NOT NULL,
	body TEXT NOT NULL,
	hash VARCHAR(64) NOT NULL,
	signer_account VARCHAR(26) NOT NULL,
	signer_person VARCHAR(26) NOT NULL,
	signer_name VARCHAR(60) NOT NULL,
	statement VARCHAR(400) NOT NULL,
	signed_hash VARCHAR(64) NOT NULL,
	signed_at BIGINT NOT NULL,
	version BIGINT NOT NULL,
	created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX room_record_slot ON room_record (slot_id);
CREATE INDEX room_record_state ON room_record (state, ends_at);
CREATE INDEX room_record_path ON room_record (org_path, starts_at);
-- The way of a result to its publication: deadline, reminders, who released it from which record.
CREATE TABLE result_track (
	result_id CHAR(26) NOT NULL PRIMARY KEY,
	org_path VARCHAR(400) NOT NULL,
	publish_by CHAR(10) NOT NULL,
	alarm_on CHAR(10) NOT NULL,
	alarmed INT NOT NULL,
	record_id VARCHAR(26) NOT NULL,
	second_points INT NOT NULL,
	released_at BIGINT NOT NULL,
	releaser_account VARCHAR(26) NOT NULL,
	releaser_person VARCHAR(26) NOT NULL,
	releaser_name VARCHAR(60) NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX result_track_due ON result_track (released_at, alarm_on);
CREATE INDEX result_track_publish ON result_track (publish_by, result_id);
-- Why a result is held and who has to decide. live_key is the result while the hold lasts and NULL afterwards.
CREATE TABLE result_hold (
	id CHAR(26) NOT NULL PRIMARY KEY,
	result_id CHAR(26) NOT NULL,
	live_key CHAR(26) NULL,
	code VARCHAR(20) NOT NULL,
	text VARCHAR(800) NOT NULL,
	owner_account VARCHAR(26) NOT NULL,
	owner_person VARCHAR(26) NOT NULL,
	owner_name VARCHAR(60) NOT NULL,
	placed_by VARCHAR(26) NOT NULL,
	placed_at BIGINT NOT NULL,
	cleared_by VARCHAR(26) NOT NULL,
	cleared_name VARCHAR(60) NOT NULL,
	cleared_at BIGINT NOT NULL,
	clear_text VARCHAR(800) NOT NULL
);
CREATE UNIQUE INDEX result_hold_live ON result_hold (live_key);
CREATE INDEX result_hold_result ON result_hold (result_id, id);
-- Score checks (成绩复核): once per result.
CREATE TABLE score_check (
	id CHAR(26) NOT NULL PRIMARY KEY,
	result_id CHAR(26) NOT NULL,
	person_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	reason VARCHAR(1000) NOT NULL,
	state VARCHAR(12) NOT NULL,
	asked_at BIGINT NOT NULL,
	due_on CHAR(10) NOT NULL,
	assignee_account VARCHAR(26) NOT NULL,
	assignee_person VARCHAR(26) NOT NULL,
	assignee_name VARCHAR(60) NOT NULL,
	assigned_at BIGINT NOT NULL,
	finding TEXT NOT NULL,
	draft TEXT NOT NULL,
	reply TEXT NOT NULL,
	changed INT NOT NULL,
	signed_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX score_check_result ON score_check (result_id);
CREATE INDEX score_check_due ON score_check (state, due_on);
-- Later versions of a result. The result's own row is version 1 and never changes; both stay visible.
CREATE TABLE result_revision (
	id CHAR(26) NOT NULL PRIMARY KEY,
	result_id CHAR(26) NOT NULL,
	no INT NOT NULL,
	points INT NOT NULL,
	full_points INT NOT NULL,
	pass_mark INT NOT NULL,
	passed INT NOT NULL,
	right_count INT NOT NULL,
	partial_count INT NOT NULL,
	wrong_count INT NOT NULL,
	blank_count INT NOT NULL,
	key_version INT NOT NULL,
	check_id CHAR(26) NOT NULL,
	was_points INT NOT NULL,
	was_passed INT NOT NULL,
	reason VARCHAR(400) NOT NULL,
	made_by VARCHAR(26) NOT NULL,
	made_person VARCHAR(26) NOT NULL,
	made_name VARCHAR(60) NOT NULL,
	made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX result_revision_no ON result_revision (result_id, no);
