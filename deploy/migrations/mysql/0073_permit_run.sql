-- Runs of issuing: many approved applications at once, and what became of each.
CREATE TABLE permit_run (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	org_path VARCHAR(400) NOT NULL,
	account_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	person_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name VARCHAR(120) NOT NULL,
	total INT NOT NULL,
	state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	going VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
	reason VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	started_at BIGINT NOT NULL,
	ended_at BIGINT NOT NULL,
	stopped_by VARCHAR(120) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX permit_run_going ON permit_run (going);
CREATE TABLE permit_run_line (
	run_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	n INT NOT NULL,
	application_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	permit_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	fault_code VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	zh VARCHAR(800) NOT NULL,
	en VARCHAR(800) NOT NULL,
	PRIMARY KEY (run_id, n)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX permit_run_line_state ON permit_run_line (run_id, state, n);
