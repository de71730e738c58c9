-- Class hours recorded for a person. Rows are inserted, never changed; a correction is a row that names the one it corrects.
CREATE TABLE hours_entry (
	id CHAR(26) NOT NULL PRIMARY KEY,
	person_id CHAR(26) NOT NULL,
	org_id CHAR(26) NOT NULL,
	org_name VARCHAR(120) NOT NULL,
	item_code VARCHAR(16) NOT NULL,
	kind VARCHAR(16) NOT NULL,
	mode VARCHAR(16) NOT NULL,
	class_hours INT NOT NULL,
	from_day CHAR(10) NOT NULL,
	to_day CHAR(10) NOT NULL,
	class_name VARCHAR(120) NOT NULL,
	evidence VARCHAR(500) NOT NULL,
	attachment VARCHAR(200) NOT NULL,
	employer_id VARCHAR(26) NOT NULL,
	employer_name VARCHAR(120) NOT NULL,
	employment VARCHAR(16) NOT NULL,
	corrects VARCHAR(26) NULL,
	reason VARCHAR(500) NOT NULL,
	request_key VARCHAR(64) NULL,
	recorded_by VARCHAR(64) NOT NULL,
	recorded_person VARCHAR(26) NOT NULL,
	recorded_name VARCHAR(120) NOT NULL,
	recorded_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX hours_entry_corrects ON hours_entry (corrects);
CREATE UNIQUE INDEX hours_entry_request ON hours_entry (org_id, request_key);
CREATE INDEX hours_entry_person ON hours_entry (person_id, item_code);
CREATE INDEX hours_entry_org ON hours_entry (org_id, id);
-- Requests to be exempt from training. live_key is one per person, item and reason while not rejected or withdrawn.
CREATE TABLE training_exemption (
	id CHAR(26) NOT NULL PRIMARY KEY,
	person_id CHAR(26) NOT NULL,
	org_id CHAR(26) NOT NULL,
	item_code VARCHAR(16) NOT NULL,
	reason VARCHAR(16) NOT NULL,
	evidence VARCHAR(500) NOT NULL,
	attachment VARCHAR(200) NOT NULL,
	state VARCHAR(16) NOT NULL,
	live_key VARCHAR(80) NULL,
	submitted_by VARCHAR(64) NOT NULL,
	submitted_person VARCHAR(26) NOT NULL,
	submitted_name VARCHAR(120) NOT NULL,
	submitted_at BIGINT NOT NULL,
	decided_by VARCHAR(64) NOT NULL,
	decided_person VARCHAR(26) NOT NULL,
	decided_name VARCHAR(120) NOT NULL,
	decided_at BIGINT NOT NULL,
	decision VARCHAR(500) NOT NULL,
	rule_set_id VARCHAR(26) NOT NULL
);
CREATE UNIQUE INDEX training_exemption_live ON training_exemption (live_key);
CREATE INDEX training_exemption_person ON training_exemption (person_id, item_code);
CREATE INDEX training_exemption_org ON training_exemption (org_id, state, id);
-- One row a trainee, locked while hours are recorded, so that the daily limit holds for entries made at once.
CREATE TABLE hours_guard (
	person_id CHAR(26) NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL
);
