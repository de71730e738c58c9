-- What an organisation asked on a day over all of its keys and files. sheet_rows are rows of files, missed all rows that found nothing; closed: too many did.
CREATE TABLE permit_org_use (
	org_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	day VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	sheet_rows INT NOT NULL,
	missed INT NOT NULL,
	closed INT NOT NULL,
	PRIMARY KEY (org_id, day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- Answers to a file of names and numbers, for who uploaded it, until ends_at. body is sealed.
CREATE TABLE permit_sheet (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	org_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	file_name VARCHAR(120) NOT NULL,
	made_by VARCHAR(64) NOT NULL,
	at BIGINT NOT NULL,
	ends_at BIGINT NOT NULL,
	counts TEXT NOT NULL,
	finished INT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX permit_sheet_org ON permit_sheet (org_id, made_by);
CREATE INDEX permit_sheet_ends ON permit_sheet (ends_at);
CREATE TABLE permit_sheet_part (
	sheet_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	n INT NOT NULL,
	body MEDIUMTEXT NOT NULL,
	PRIMARY KEY (sheet_id, n)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
