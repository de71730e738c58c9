-- Orders all changes of rules: one row, locked by whoever changes something.
CREATE TABLE rule_guard (
	id INT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- Imported files that wait for, or were decided by, a second person.
CREATE TABLE rule_proposal (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	title VARCHAR(120) NOT NULL,
	org_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	content LONGTEXT NOT NULL,
	digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state VARCHAR(16) NOT NULL,
	proposed_by VARCHAR(64) NOT NULL,
	proposed_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	proposed_name VARCHAR(120) NOT NULL,
	proposed_at BIGINT NOT NULL,
	decided_by VARCHAR(64) NOT NULL,
	decided_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	decided_name VARCHAR(120) NOT NULL,
	decided_at BIGINT NOT NULL,
	reason VARCHAR(500) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX rule_proposal_state ON rule_proposal (state, id);
-- Rule sets. Rows are inserted, never changed; an early end is a row of rule_closure.
CREATE TABLE rule_set (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	set_key VARCHAR(80) NOT NULL,
	org_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	track VARCHAR(16) NOT NULL,
	person_type VARCHAR(24) NOT NULL,
	item_group VARCHAR(12) NOT NULL,
	item_code VARCHAR(16) NOT NULL,
	effective_from CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	effective_to VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	legal VARCHAR(200) NOT NULL,
	note VARCHAR(1000) NOT NULL,
	params LONGTEXT NOT NULL,
	proposal_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seed INT NOT NULL,
	created_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX rule_set_key ON rule_set (set_key);
CREATE INDEX rule_set_selector ON rule_set (track, person_type);
-- Early ends of rule sets and catalogue rows.
CREATE TABLE rule_closure (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	rule_set_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	item_row_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	last_day CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	proposal_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	created_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX rule_closure_set ON rule_closure (rule_set_id);
CREATE INDEX rule_closure_item ON rule_closure (item_row_id);
-- Versions of catalogue rows. NULL hours or validity: the authority must set them.
CREATE TABLE rule_item (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	code VARCHAR(16) NOT NULL,
	category VARCHAR(60) NOT NULL,
	name VARCHAR(80) NOT NULL,
	category_en VARCHAR(120) NOT NULL,
	name_en VARCHAR(160) NOT NULL,
	notes VARCHAR(500) NOT NULL,
	industry VARCHAR(60) NOT NULL,
	item_group VARCHAR(12) NOT NULL,
	track VARCHAR(16) NOT NULL,
	person_type VARCHAR(24) NOT NULL,
	annex_no VARCHAR(20) NOT NULL,
	version VARCHAR(60) NOT NULL,
	since CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	initial_hours INT NULL,
	refresher_hours INT NULL,
	validity_months INT NULL,
	validity_source VARCHAR(200) NOT NULL,
	validity_confirm INT NOT NULL,
	status VARCHAR(120) NOT NULL,
	source VARCHAR(200) NOT NULL,
	proposal_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX rule_item_code ON rule_item (code, since);
-- Versions of a year's holidays and make-up workdays; the highest seq is in force.
CREATE TABLE rule_calendar (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	year INT NOT NULL,
	seq BIGINT NOT NULL,
	notice VARCHAR(200) NOT NULL,
	source VARCHAR(200) NOT NULL,
	proposal_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX rule_calendar_year ON rule_calendar (year, seq);
-- Days of a calendar version that differ from their weekday.
CREATE TABLE rule_calendar_day (
	calendar_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	day CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	work INT NOT NULL,
	name VARCHAR(40) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX rule_calendar_day_once ON rule_calendar_day (calendar_id, day);
-- Which date answers which question; the highest seq of an organisation is in force.
CREATE TABLE rule_basis (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	org_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	question VARCHAR(24) NOT NULL,
	date_kind VARCHAR(16) NOT NULL,
	reason VARCHAR(500) NOT NULL,
	source VARCHAR(200) NOT NULL,
	seq BIGINT NOT NULL,
	proposal_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX rule_basis_once ON rule_basis (org_id, question, seq);
