-- Files of permits that were issued elsewhere or before, and their rows: sealed until the permit is made, then empty.
CREATE TABLE permit_intake (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	authority CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	file_name VARCHAR(200) NOT NULL,
	digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	total INT NOT NULL,
	problems LONGTEXT NOT NULL,
	wrong INT NOT NULL,
	state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	proposed_by VARCHAR(64) NOT NULL,
	proposed_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	proposed_name VARCHAR(120) NOT NULL,
	proposed_at BIGINT NOT NULL,
	decided_by VARCHAR(64) NOT NULL,
	decided_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	decided_name VARCHAR(120) NOT NULL,
	decided_at BIGINT NOT NULL,
	note VARCHAR(400) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX permit_intake_state ON permit_intake (state, id);
CREATE TABLE permit_intake_line (
	import_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	row_no INT NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	sealed LONGTEXT NOT NULL,
	state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	fault_code VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	permit_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (import_id, row_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX permit_intake_line_state ON permit_intake_line (import_id, state, row_no);
CREATE INDEX permit_intake_line_permit ON permit_intake_line (permit_id);
