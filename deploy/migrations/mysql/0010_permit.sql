-- Passed theory parts with where they come from. A score check may replace one by a later revision of the same result.
CREATE TABLE pass_record (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	item_code VARCHAR(40) NOT NULL,
	person_type VARCHAR(24) NOT NULL,
	exam_application_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	result_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	revision INT NOT NULL,
	sitting_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	passed_on CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	points INT NOT NULL,
	pass_mark INT NOT NULL,
	rule_set_id VARCHAR(40) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	released_at BIGINT NOT NULL,
	releaser_account VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	releaser_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state VARCHAR(12) NOT NULL,
	reason VARCHAR(400) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX pass_record_result ON pass_record (result_id, revision);
CREATE INDEX pass_record_person ON pass_record (person_id, item_code, passed_on);
-- Applications for a permit. live_key is person|item while the application is open and NULL afterwards.
CREATE TABLE permit_application (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	item_code VARCHAR(40) NOT NULL,
	live_key VARCHAR(80) NULL,
	person_type VARCHAR(24) NOT NULL,
	authority_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	state VARCHAR(12) NOT NULL,
	papers LONGTEXT NOT NULL,
	basis LONGTEXT NOT NULL,
	defects LONGTEXT NOT NULL,
	reason VARCHAR(800) NOT NULL,
	channel VARCHAR(12) NOT NULL,
	submitted_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	submitted_at BIGINT NOT NULL,
	applied_on CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	check_by CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	issue_by CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	alarmed INT NOT NULL,
	reviewer_account VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reviewer_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reviewer_name VARCHAR(60) NOT NULL,
	reviewed_at BIGINT NOT NULL,
	permit_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	created_at BIGINT NOT NULL,
	version BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX permit_application_live ON permit_application (live_key);
CREATE INDEX permit_application_person ON permit_application (person_id, id);
CREATE INDEX permit_application_queue ON permit_application (state, check_by);
-- One number per person and number space, sealed; space T: T and the document number, C: the document number.
CREATE TABLE permit_number (
	person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	space VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	sealed VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	number_index VARBINARY(32) NOT NULL,
	PRIMARY KEY (person_id, space)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX permit_number_index ON permit_number (space, number_index);
-- Issued credentials. live_key is person|item while the permit keeps its person from a second one and NULL afterwards;
-- query_index is the blind index over number and name by which the public finds it.
CREATE TABLE permit (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	live_key VARCHAR(80) NULL,
	kind VARCHAR(20) NOT NULL,
	number_sealed VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	number_index VARBINARY(32) NOT NULL,
	number_masked VARCHAR(40) NOT NULL,
	query_index VARBINARY(32) NOT NULL,
	code_sealed VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	code_index VARBINARY(32) NOT NULL,
	item_code VARCHAR(40) NOT NULL,
	item_name VARCHAR(200) NOT NULL,
	category VARCHAR(200) NOT NULL,
	person_type VARCHAR(24) NOT NULL,
	first_issued_on CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	valid_from CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	valid_to CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	expiring_on CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	expiring_days INT NOT NULL,
	review_due VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	issuer_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	issuer_name VARCHAR(120) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	holder_name VARCHAR(60) NOT NULL,
	holder LONGTEXT NOT NULL,
	application_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	pass_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	basis LONGTEXT NOT NULL,
	issued_at BIGINT NOT NULL,
	issued_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	issuer_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	issuer_signer VARCHAR(60) NOT NULL,
	act VARCHAR(12) NOT NULL,
	act_reason VARCHAR(800) NOT NULL,
	act_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	national VARCHAR(12) NOT NULL,
	national_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	national_no VARCHAR(400) NOT NULL,
	noted VARCHAR(20) NOT NULL,
	version BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX permit_live ON permit (live_key);
CREATE UNIQUE INDEX permit_pass ON permit (pass_id);
CREATE UNIQUE INDEX permit_code ON permit (code_index);
CREATE INDEX permit_query ON permit (query_index);
CREATE INDEX permit_number_of ON permit (number_index);
CREATE INDEX permit_person ON permit (person_id, id);
CREATE INDEX permit_end ON permit (noted, expiring_on);
-- Every status a permit ever had. Rows are only ever added.
CREATE TABLE permit_history (
	permit_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seq INT NOT NULL,
	status VARCHAR(24) NOT NULL,
	on_date CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reason VARCHAR(800) NOT NULL,
	legal VARCHAR(400) NOT NULL,
	change_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	by_names VARCHAR(200) NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (permit_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- Changes that one person proposes and another decides. live_key is the permit while the change is open and NULL afterwards.
CREATE TABLE permit_change (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	permit_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	live_key CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
	org_path VARCHAR(400) NOT NULL,
	kind VARCHAR(20) NOT NULL,
	reason VARCHAR(800) NOT NULL,
	legal VARCHAR(400) NOT NULL,
	state VARCHAR(12) NOT NULL,
	proposed_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	proposed_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	proposed_name VARCHAR(60) NOT NULL,
	proposed_at BIGINT NOT NULL,
	decided_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	decided_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	decided_name VARCHAR(60) NOT NULL,
	decided_at BIGINT NOT NULL,
	note VARCHAR(800) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX permit_change_live ON permit_change (live_key);
CREATE INDEX permit_change_permit ON permit_change (permit_id, id);
