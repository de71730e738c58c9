-- Practical examinations: the drawn tasks, the two assessors' sheets, the outcome. live_key is person|item while one is
-- unfinished and NULL afterwards, so that a person has one live examination per item.
CREATE TABLE practical_exam (
	id CHAR(26) NOT NULL PRIMARY KEY,
	person_id CHAR(26) NOT NULL,
	item VARCHAR(20) NOT NULL,
	path VARCHAR(400) NOT NULL,
	held_on CHAR(10) NOT NULL,
	standard INT NOT NULL,
	seed CHAR(64) NOT NULL,
	tasks TEXT NOT NULL,
	assessor_a CHAR(26) NOT NULL,
	assessor_b CHAR(26) NOT NULL,
	person_a CHAR(26) NOT NULL,
	person_b CHAR(26) NOT NULL,
	sheet_a TEXT NOT NULL,
	sheet_b TEXT NOT NULL,
	state VARCHAR(16) NOT NULL,
	points INT NOT NULL,
	vetoed INT NOT NULL,
	passed INT NOT NULL,
	attempt INT NOT NULL,
	reason VARCHAR(800) NOT NULL,
	opened_at BIGINT NOT NULL,
	closed_at BIGINT NOT NULL,
	version BIGINT NOT NULL,
	live_key VARCHAR(60) NULL
);
CREATE UNIQUE INDEX practical_exam_live ON practical_exam (live_key);
CREATE INDEX practical_exam_person ON practical_exam (person_id, item);
CREATE INDEX practical_exam_path ON practical_exam (path);
