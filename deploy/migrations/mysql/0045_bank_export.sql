-- Requests to take the questions of a release out of the house. Two people other than who asked allow one, first and second.
CREATE TABLE bank_export (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	bank_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	release_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	format VARCHAR(20) NOT NULL,
	reason VARCHAR(500) NOT NULL,
	items INT NOT NULL,
	state VARCHAR(16) NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL,
	first_account VARCHAR(26) NOT NULL,
	first_person VARCHAR(26) NOT NULL,
	first_name VARCHAR(120) NOT NULL,
	first_at BIGINT NOT NULL,
	second_account VARCHAR(26) NOT NULL,
	second_person VARCHAR(26) NOT NULL,
	second_name VARCHAR(120) NOT NULL,
	second_at BIGINT NOT NULL,
	refusal VARCHAR(500) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX bank_export_bank ON bank_export (bank_id, id);
