-- What the evidence of a sitting stands on, one row each (the id is the sitting's): its newest root, until when its recordings are kept and
-- by which rule, and what has become of them. due_at is when its root must be looked at again, 0: no more.
CREATE TABLE evidence_case (
	id CHAR(26) NOT NULL PRIMARY KEY,
	room_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	person_id CHAR(26) NOT NULL,
	item_code VARCHAR(40) NOT NULL,
	ended_at BIGINT NOT NULL,
	bytes BIGINT NOT NULL,
	state VARCHAR(10) NOT NULL,
	months INT NOT NULL,
	basis VARCHAR(200) NOT NULL,
	delete_on VARCHAR(10) NOT NULL,
	root_no INT NOT NULL,
	root_hash VARCHAR(64) NOT NULL,
	due_at BIGINT NOT NULL,
	deleted_at BIGINT NOT NULL,
	deletion_hash VARCHAR(64) NOT NULL,
	version INT NOT NULL
);
CREATE INDEX evidence_case_due ON evidence_case (due_at);
CREATE INDEX evidence_case_delete ON evidence_case (state, delete_on);
CREATE INDEX evidence_case_room ON evidence_case (room_id, ended_at);
-- The evidence roots of a sitting in order; body is the canonical JSON that is hashed and signed. Rows are only ever added.
CREATE TABLE evidence_root (
	id CHAR(26) NOT NULL PRIMARY KEY,
	sitting_id CHAR(26) NOT NULL,
	no INT NOT NULL,
	former VARCHAR(64) NOT NULL,
	hash CHAR(64) NOT NULL,
	body TEXT NOT NULL,
	signature VARCHAR(400) NOT NULL,
	at BIGINT NOT NULL
);
CREATE UNIQUE INDEX evidence_root_no ON evidence_root (sitting_id, no);
-- The key under which a sitting's recordings are sealed, itself sealed by the key file (the id is the sitting's). Deletion empties it; the
-- row stays to say so. Backups keep this table in a file of its own, of which only the newest is kept.
CREATE TABLE evidence_key (
	id CHAR(26) NOT NULL PRIMARY KEY,
	wrapped VARCHAR(200) NOT NULL,
	made_at BIGINT NOT NULL,
	destroyed_at BIGINT NOT NULL
);
-- Orders that a sitting's recordings be kept, whatever their period. Ended only by a second person.
CREATE TABLE evidence_hold (
	id CHAR(26) NOT NULL PRIMARY KEY,
	sitting_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	live INT NOT NULL,
	reason VARCHAR(800) NOT NULL,
	document VARCHAR(200) NOT NULL,
	placed_account VARCHAR(26) NOT NULL,
	placed_person VARCHAR(26) NOT NULL,
	placed_name VARCHAR(60) NOT NULL,
	placed_at BIGINT NOT NULL,
	asked_account VARCHAR(26) NOT NULL,
	asked_person VARCHAR(26) NOT NULL,
	asked_name VARCHAR(60) NOT NULL,
	asked_at BIGINT NOT NULL,
	asked_reason VARCHAR(800) NOT NULL,
	lifted_account VARCHAR(26) NOT NULL,
	lifted_person VARCHAR(26) NOT NULL,
	lifted_name VARCHAR(60) NOT NULL,
	lifted_at BIGINT NOT NULL,
	version INT NOT NULL
);
CREATE INDEX evidence_hold_sitting ON evidence_hold (sitting_id, live);
CREATE INDEX evidence_hold_path ON evidence_hold (live, org_path);
-- What was deleted by rule: body is the canonical JSON with the hashes of everything that is gone, signed.
CREATE TABLE evidence_deletion (
	id CHAR(26) NOT NULL PRIMARY KEY,
	sitting_id CHAR(26) NOT NULL,
	hash CHAR(64) NOT NULL,
	body TEXT NOT NULL,
	signature VARCHAR(400) NOT NULL,
	at BIGINT NOT NULL
);
CREATE UNIQUE INDEX evidence_deletion_sitting ON evidence_deletion (sitting_id);
-- Requests for a bundle of a sitting's evidence: asked for by one person, decided by another, valid for some days.
CREATE TABLE evidence_export (
	id CHAR(26) NOT NULL PRIMARY KEY,
	sitting_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	state VARCHAR(10) NOT NULL,
	reason VARCHAR(800) NOT NULL,
	document VARCHAR(200) NOT NULL,
	asked_account VARCHAR(26) NOT NULL,
	asked_person VARCHAR(26) NOT NULL,
	asked_name VARCHAR(60) NOT NULL,
	asked_at BIGINT NOT NULL,
	decided_account VARCHAR(26) NOT NULL,
	decided_person VARCHAR(26) NOT NULL,
	decided_name VARCHAR(60) NOT NULL,
	decided_at BIGINT NOT NULL,
	note VARCHAR(800) NOT NULL,
	until_at BIGINT NOT NULL,
	downloads INT NOT NULL,
	manifest VARCHAR(64) NOT NULL,
	version INT NOT NULL
);
CREATE INDEX evidence_export_path ON evidence_export (org_path, id);
CREATE INDEX evidence_export_sitting ON evidence_export (sitting_id);
-- What rooms recorded lately, for the forecast of storage.
CREATE INDEX recording_segment_from ON recording_segment (from_at, room_id);
