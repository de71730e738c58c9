-- People barred from examinations, applications or posts, each by a numbered decision and two officials.
CREATE TABLE ban (
	id CHAR(26) NOT NULL PRIMARY KEY,
	person_id CHAR(26) NOT NULL,
	kind VARCHAR(16) NOT NULL,
	from_on CHAR(10) NOT NULL,
	to_on CHAR(10) NOT NULL,
	decision VARCHAR(200) NOT NULL,
	reason VARCHAR(200) NOT NULL,
	path VARCHAR(400) NOT NULL,
	state VARCHAR(16) NOT NULL,
	entered_by CHAR(26) NOT NULL,
	confirmer VARCHAR(26) NOT NULL,
	lifter VARCHAR(26) NOT NULL,
	lift_text VARCHAR(200) NOT NULL,
	entered_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX ban_person ON ban (person_id);
