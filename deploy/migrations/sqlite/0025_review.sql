-- Reviews: two people establish facts, the issuing authority decides, the person answers and appeals. One case is about one sitting.
CREATE TABLE review_case (
	id CHAR(26) NOT NULL PRIMARY KEY,
	case_no VARCHAR(60) NOT NULL,
	person_id CHAR(26) NOT NULL,
	sitting_id CHAR(26) NOT NULL,
	room_id VARCHAR(26) NOT NULL,
	seat_label VARCHAR(60) NOT NULL,
	item_code VARCHAR(40) NOT NULL,
	person_type VARCHAR(40) NOT NULL,
	sat_on VARCHAR(10) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	authority_path VARCHAR(400) NOT NULL,
	incidents TEXT NOT NULL,
	stage VARCHAR(20) NOT NULL,
	opener_account VARCHAR(26) NOT NULL,
	opener_person VARCHAR(26) NOT NULL,
	opener_name VARCHAR(60) NOT NULL,
	opened_at BIGINT NOT NULL,
	breach VARCHAR(40) NOT NULL,
	proposed TEXT NOT NULL,
	decided TEXT NOT NULL,
	sanction INT NOT NULL,
	notice_account VARCHAR(26) NOT NULL,
	notice_person VARCHAR(26) NOT NULL,
	notice_name VARCHAR(60) NOT NULL,
	notice_org VARCHAR(26) NOT NULL,
	decision_account VARCHAR(26) NOT NULL,
	decision_person VARCHAR(26) NOT NULL,
	decision_name VARCHAR(60) NOT NULL,
	decision_org VARCHAR(26) NOT NULL,
	statement_until VARCHAR(10) NOT NULL,
	appeal_until VARCHAR(10) NOT NULL,
	litigate_until VARCHAR(10) NOT NULL,
	effects TEXT NOT NULL,
	ended_at BIGINT NOT NULL,
	version INT NOT NULL
);
CREATE UNIQUE INDEX review_case_no ON review_case (case_no);
CREATE INDEX review_case_person ON review_case (person_id);
CREATE INDEX review_case_sitting ON review_case (sitting_id);
CREATE INDEX review_case_stage ON review_case (stage, id);
-- What people establish: one finding of a person in a case.
CREATE TABLE review_finding (
	id CHAR(26) NOT NULL PRIMARY KEY,
	case_id CHAR(26) NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person CHAR(26) NOT NULL,
	by_name VARCHAR(60) NOT NULL,
	by_org VARCHAR(26) NOT NULL,
	established INT NOT NULL,
	breach VARCHAR(40) NOT NULL,
	facts TEXT NOT NULL,
	proposal TEXT NOT NULL,
	signed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX review_finding_person ON review_finding (case_id, by_person);
-- Numbered documents, as they were written; the record of service is written once.
CREATE TABLE review_document (
	id CHAR(26) NOT NULL PRIMARY KEY,
	case_id CHAR(26) NOT NULL,
	kind VARCHAR(20) NOT NULL,
	doc_no VARCHAR(60) NOT NULL,
	html TEXT NOT NULL,
	hash CHAR(64) NOT NULL,
	facts TEXT NOT NULL,
	basis TEXT NOT NULL,
	words TEXT NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(60) NOT NULL,
	by_org VARCHAR(26) NOT NULL,
	written_at BIGINT NOT NULL,
	method VARCHAR(20) NOT NULL,
	served_on VARCHAR(10) NOT NULL,
	served_account VARCHAR(26) NOT NULL,
	served_person VARCHAR(26) NOT NULL,
	served_name VARCHAR(60) NOT NULL,
	note TEXT NOT NULL
);
CREATE UNIQUE INDEX review_document_kind ON review_document (case_id, kind);
CREATE UNIQUE INDEX review_document_no ON review_document (doc_no);
-- Statements of the person (陈述申辩).
CREATE TABLE review_statement (
	id CHAR(26) NOT NULL PRIMARY KEY,
	case_id CHAR(26) NOT NULL,
	words TEXT NOT NULL,
	is_last INT NOT NULL,
	said_at BIGINT NOT NULL
);
CREATE INDEX review_statement_case ON review_statement (case_id);
-- Appeals (申诉): one against a decision.
CREATE TABLE review_appeal (
	id CHAR(26) NOT NULL PRIMARY KEY,
	case_id CHAR(26) NOT NULL,
	person_id CHAR(26) NOT NULL,
	authority_path VARCHAR(400) NOT NULL,
	words TEXT NOT NULL,
	filed_at BIGINT NOT NULL,
	state VARCHAR(20) NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(60) NOT NULL,
	by_org VARCHAR(26) NOT NULL,
	answer TEXT NOT NULL,
	answered_at BIGINT NOT NULL,
	version INT NOT NULL
);
CREATE UNIQUE INDEX review_appeal_case ON review_appeal (case_id);
-- The last number of a kind of document in a year.
CREATE TABLE review_number (
	scope VARCHAR(40) NOT NULL,
	year_no INT NOT NULL,
	n INT NOT NULL,
	PRIMARY KEY (scope, year_no)
);
