-- Organisations in one tree. root is 1 at its root and NULL elsewhere, so there is one root.
CREATE TABLE org (
	id CHAR(26) NOT NULL PRIMARY KEY,
	parent_id VARCHAR(26) NOT NULL,
	root INT NULL,
	path VARCHAR(240) NOT NULL,
	kind VARCHAR(16) NOT NULL,
	name VARCHAR(60) NOT NULL,
	region VARCHAR(6) NOT NULL,
	uscc VARCHAR(18) NULL,
	street VARCHAR(60) NOT NULL,
	industry VARCHAR(60) NOT NULL,
	grade VARCHAR(1) NOT NULL,
	created_at BIGINT NOT NULL,
	closed_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX org_root ON org (root);
CREATE UNIQUE INDEX org_uscc ON org (uscc);
CREATE UNIQUE INDEX org_sibling ON org (parent_id, name);
CREATE UNIQUE INDEX org_path ON org (path);
-- Natural persons. doc_index is unique over number spaces, not document kinds: one citizen is one row.
CREATE TABLE person (
	id CHAR(26) NOT NULL PRIMARY KEY,
	name VARCHAR(30) NOT NULL,
	sex VARCHAR(1) NOT NULL,
	birth_on VARCHAR(10) NOT NULL,
	education VARCHAR(16) NOT NULL,
	doc_kind VARCHAR(24) NOT NULL,
	doc_country VARCHAR(3) NOT NULL,
	doc_expires_on VARCHAR(10) NOT NULL,
	doc_sealed VARCHAR(255) NOT NULL,
	doc_index BLOB NOT NULL,
	phone_sealed VARCHAR(255) NOT NULL,
	phone_index BLOB NULL,
	home_org_id CHAR(26) NOT NULL,
	created_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX person_doc ON person (doc_index);
CREATE INDEX person_phone ON person (phone_index);
CREATE INDEX person_home ON person (home_org_id, id);
-- Who works for whom; both days included, to_on empty while it goes on.
CREATE TABLE employment (
	id CHAR(26) NOT NULL PRIMARY KEY,
	person_id CHAR(26) NOT NULL,
	org_id CHAR(26) NOT NULL,
	kind VARCHAR(16) NOT NULL,
	from_on VARCHAR(10) NOT NULL,
	to_on VARCHAR(10) NOT NULL
);
CREATE UNIQUE INDEX employment_once ON employment (person_id, org_id, from_on);
CREATE INDEX employment_org ON employment (org_id, person_id);
-- Document photos with their history; is_current is 1 for one row a person and NULL for the others.
CREATE TABLE document_photo (
	id CHAR(26) NOT NULL PRIMARY KEY,
	person_id CHAR(26) NOT NULL,
	is_current INT NULL,
	state VARCHAR(16) NOT NULL,
	blob_key VARCHAR(200) NOT NULL,
	reason VARCHAR(16) NOT NULL,
	note VARCHAR(200) NOT NULL,
	submitted_at BIGINT NOT NULL,
	submitted_by VARCHAR(26) NOT NULL,
	decided_at BIGINT NOT NULL,
	decided_by VARCHAR(26) NOT NULL
);
CREATE UNIQUE INDEX document_photo_current ON document_photo (person_id, is_current);
CREATE INDEX document_photo_state ON document_photo (state, is_current);
-- Staff accounts: one natural person behind each; a person may have several.
CREATE TABLE staff_account (
	id CHAR(26) NOT NULL PRIMARY KEY,
	login VARCHAR(32) NOT NULL,
	person_id CHAR(26) NOT NULL,
	home_org_id CHAR(26) NOT NULL,
	password VARCHAR(160) NOT NULL,
	state VARCHAR(16) NOT NULL,
	must_change INT NOT NULL,
	epoch BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX staff_account_login ON staff_account (login);
CREATE INDEX staff_account_person ON staff_account (person_id);
-- Roles within an organisation's subtree; live is 1 until revoked, then NULL.
CREATE TABLE staff_grant (
	id CHAR(26) NOT NULL PRIMARY KEY,
	account_id CHAR(26) NOT NULL,
	role VARCHAR(32) NOT NULL,
	org_id CHAR(26) NOT NULL,
	live INT NULL,
	granted_by VARCHAR(26) NOT NULL,
	granted_at BIGINT NOT NULL,
	revoked_by VARCHAR(26) NOT NULL,
	revoked_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX staff_grant_live ON staff_grant (account_id, role, org_id, live);
-- A candidate's own account, at most one a person.
CREATE TABLE candidate_login (
	person_id CHAR(26) NOT NULL PRIMARY KEY,
	password VARCHAR(160) NOT NULL,
	epoch BIGINT NOT NULL,
	disabled INT NOT NULL,
	created_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
-- One-time codes and links, stored as keyed hashes.
CREATE TABLE one_time_code (
	id CHAR(26) NOT NULL PRIMARY KEY,
	purpose VARCHAR(16) NOT NULL,
	subject VARCHAR(64) NOT NULL,
	hash BLOB NOT NULL,
	data TEXT NOT NULL,
	expires_at BIGINT NOT NULL,
	used_at BIGINT NOT NULL,
	tries INT NOT NULL,
	created_at BIGINT NOT NULL,
	created_by VARCHAR(26) NOT NULL
);
CREATE UNIQUE INDEX one_time_code_hash ON one_time_code (hash);
CREATE INDEX one_time_code_subject ON one_time_code (purpose, subject, used_at);
CREATE INDEX one_time_code_expiry ON one_time_code (expires_at);
-- Failure and request counters with a growing lock. Keys are blind indexes.
CREATE TABLE throttle (
	id VARCHAR(80) NOT NULL PRIMARY KEY,
	hits INT NOT NULL,
	window_start BIGINT NOT NULL,
	level INT NOT NULL,
	locked_until BIGINT NOT NULL,
	touched_at BIGINT NOT NULL
);
CREATE INDEX throttle_touched ON throttle (touched_at);
-- Enrolled gate and seat terminals. live_seat is the seat while the device is live, else NULL: one device a seat.
CREATE TABLE device (
	id CHAR(26) NOT NULL PRIMARY KEY,
	kind VARCHAR(8) NOT NULL,
	name VARCHAR(60) NOT NULL,
	room_id VARCHAR(26) NOT NULL,
	seat_id VARCHAR(26) NOT NULL,
	live_seat VARCHAR(26) NULL,
	path VARCHAR(240) NOT NULL,
	token_hash BLOB NOT NULL,
	enrolled_at BIGINT NOT NULL,
	revoked_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX device_token ON device (token_hash);
CREATE UNIQUE INDEX device_live_seat ON device (live_seat);
CREATE INDEX device_room ON device (room_id);
-- Versioned texts: privacy notice, pledges, recording notice, face consent.
CREATE TABLE notice (
	kind VARCHAR(16) NOT NULL,
	version INT NOT NULL,
	lang VARCHAR(8) NOT NULL,
	title VARCHAR(120) NOT NULL,
	body TEXT NOT NULL,
	published_at BIGINT NOT NULL,
	PRIMARY KEY (kind, version, lang)
);
-- Who confirmed which version, when, where, and with whose help.
CREATE TABLE notice_confirmation (
	id CHAR(26) NOT NULL PRIMARY KEY,
	person_id CHAR(26) NOT NULL,
	kind VARCHAR(16) NOT NULL,
	version INT NOT NULL,
	lang VARCHAR(8) NOT NULL,
	about VARCHAR(80) NOT NULL,
	channel VARCHAR(16) NOT NULL,
	taken_by VARCHAR(26) NOT NULL,
	confirmed_at BIGINT NOT NULL,
	withdrawn_at BIGINT NOT NULL
);
CREATE INDEX notice_confirmation_person ON notice_confirmation (person_id, kind);
