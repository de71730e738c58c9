-- People barred from examinations, applications or posts, each by a numbered decision and two officials.
CREATE TABLE ban (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	kind VARCHAR(16) NOT NULL,
	from_on CHAR(10) NOT NULL,
	to_on CHAR(10) NOT NULL,
	decision VARCHAR(200) NOT NULL,
	reason VARCHAR(200) NOT NULL,
	path VARCHAR(400) NOT NULL,
	state VARCHAR(16) NOT NULL,
	entered_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	confirmer VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lifter VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lift_text VARCHAR(200) NOT NULL,
	entered_at BIGINT NOT NULL,
	version BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX ban_person ON ban (person_id);
