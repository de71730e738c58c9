-- How far the holder of a permit was reminded of its end, and whether the employer knows.
CREATE TABLE permit_reminder (
	permit_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	days INT NOT NULL,
	next_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	told INT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX permit_reminder_told ON permit_reminder (told, org_id);
