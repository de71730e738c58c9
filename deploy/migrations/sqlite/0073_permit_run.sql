-- Runs of issuing: many approved applications at once, and what became of each.
CREATE TABLE permit_run (
	id CHAR(26) NOT NULL PRIMARY KEY,
	org_path VARCHAR(400) NOT NULL,
	account_id VARCHAR(26) NOT NULL,
	person_id VARCHAR(26) NOT NULL,
	name VARCHAR(120) NOT NULL,
	total INT NOT NULL,
	state VARCHAR(12) NOT NULL,
	going VARCHAR(26) NULL,
	reason VARCHAR(80) NOT NULL,
	started_at BIGINT NOT NULL,
	ended_at BIGINT NOT NULL,
	stopped_by VARCHAR(120) NOT NULL
);
CREATE UNIQUE INDEX permit_run_going ON permit_run (going);
CREATE TABLE permit_run_line (
	run_id CHAR(26) NOT NULL,
	n INT NOT NULL,
	application_id CHAR(26) NOT NULL,
	state VARCHAR(12) NOT NULL,
	permit_id VARCHAR(26) NOT NULL,
	fault_code VARCHAR(80) NOT NULL,
	zh VARCHAR(800) NOT NULL,
	en VARCHAR(800) NOT NULL,
	PRIMARY KEY (run_id, n)
);
CREATE INDEX permit_run_line_state ON permit_run_line (run_id, state, n);
