-- How far the holder of a permit was reminded of its end, and whether the employer knows.
CREATE TABLE permit_reminder (
	permit_id CHAR(26) NOT NULL PRIMARY KEY,
	days INT NOT NULL,
	next_on VARCHAR(10) NOT NULL,
	org_id VARCHAR(26) NOT NULL,
	told INT NOT NULL
);
CREATE INDEX permit_reminder_told ON permit_reminder (told, org_id);
