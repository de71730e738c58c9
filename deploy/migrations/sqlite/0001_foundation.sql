-- Audit trail: rows are inserted unsequenced (pos NULL) by the act's own transaction and sequenced within a second.
CREATE TABLE audit_entry (
	id CHAR(26) NOT NULL PRIMARY KEY,
	at BIGINT NOT NULL,
	actor_kind VARCHAR(16) NOT NULL,
	actor_id VARCHAR(64) NOT NULL,
	actor_name VARCHAR(120) NOT NULL,
	person_id VARCHAR(26) NOT NULL,
	verb VARCHAR(80) NOT NULL,
	object VARCHAR(120) NOT NULL,
	path VARCHAR(400) NOT NULL,
	detail TEXT NOT NULL,
	request VARCHAR(40) NOT NULL,
	remote VARCHAR(64) NOT NULL,
	pos BIGINT NULL,
	hash VARCHAR(64) NULL
);
CREATE UNIQUE INDEX audit_entry_pos ON audit_entry (pos);
CREATE INDEX audit_entry_object ON audit_entry (object, at);
-- Events to deliver after commit, in order per key.
CREATE TABLE outbox_event (
	id CHAR(26) NOT NULL PRIMARY KEY,
	topic VARCHAR(80) NOT NULL,
	event_key VARCHAR(64) NOT NULL,
	body TEXT NOT NULL,
	created_at BIGINT NOT NULL,
	done_at BIGINT NOT NULL,
	tries INT NOT NULL,
	next_at BIGINT NOT NULL,
	last_error VARCHAR(400) NOT NULL
);
CREATE INDEX outbox_event_open ON outbox_event (done_at, id);
-- Periodic work, one row a job, leased by compare-and-swap on version.
CREATE TABLE job (
	name VARCHAR(80) NOT NULL PRIMARY KEY,
	run_at BIGINT NOT NULL,
	owner VARCHAR(64) NOT NULL,
	lease_until BIGINT NOT NULL,
	version BIGINT NOT NULL,
	last_run_at BIGINT NOT NULL,
	last_error VARCHAR(400) NOT NULL
);
