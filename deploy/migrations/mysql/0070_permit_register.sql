-- What the national register is told of each permit, the files that went there, and its answers. Contents of files hold whole numbers and are sealed.
CREATE TABLE permit_register_line (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	permit_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seq INT NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	what VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	act VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	batch_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reason VARCHAR(400) NOT NULL,
	created_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX permit_register_line_permit ON permit_register_line (permit_id, seq);
CREATE INDEX permit_register_line_state ON permit_register_line (state, id);
CREATE TABLE permit_register_batch (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	org_path VARCHAR(400) NOT NULL,
	number INT NOT NULL,
	columns_used VARCHAR(1000) NOT NULL,
	entries INT NOT NULL,
	digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	made_by VARCHAR(64) NOT NULL,
	made_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	made_name VARCHAR(120) NOT NULL,
	made_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX permit_register_batch_number ON permit_register_batch (org_path, number);
CREATE TABLE permit_register_entry (
	batch_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	pos INT NOT NULL,
	line_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	content LONGTEXT NOT NULL,
	PRIMARY KEY (batch_id, pos)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE permit_register_import (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
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
CREATE INDEX permit_register_import_state ON permit_register_import (state, id);
CREATE TABLE permit_register_answer (
	import_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	row_no INT NOT NULL,
	permit_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	outcome VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reference VARCHAR(200) NOT NULL,
	on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	fault_code VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (import_id, row_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX permit_register_answer_state ON permit_register_answer (import_id, state, row_no);
