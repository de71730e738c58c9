-- Imports of question files as whoever waits for them sees them.
CREATE TABLE import_job (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	bank_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	file VARCHAR(120) NOT NULL,
	step VARCHAR(16) NOT NULL,
	rows_read INT NOT NULL,
	batch_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	code VARCHAR(60) NOT NULL,
	why_zh VARCHAR(300) NOT NULL,
	why_en VARCHAR(300) NOT NULL,
	last_at BIGINT NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX import_job_bank ON import_job (bank_id, id);
-- Register of the laws, rules and standards that items cite, with the days on which their present wording holds.
CREATE TABLE cited_text (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	owner_org CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name VARCHAR(120) NOT NULL,
	name_key VARCHAR(120) NOT NULL,
	valid_from VARCHAR(10) NOT NULL,
	valid_to VARCHAR(10) NOT NULL,
	successor VARCHAR(120) NOT NULL,
	note VARCHAR(500) NOT NULL,
	no INT NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX cited_text_name ON cited_text (owner_org, name_key);
