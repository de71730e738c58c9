-- What the second scorer found when it looked at a result the first time, before anybody could release it.
CREATE TABLE result_examination (
	result_id CHAR(26) NOT NULL PRIMARY KEY,
	agreed INT NOT NULL,
	points INT NOT NULL,
	second_points INT NOT NULL,
	why VARCHAR(60) NOT NULL,
	examined_at BIGINT NOT NULL
);
-- Score checks remind of their reply once and report once that it is late.
ALTER TABLE score_check ADD COLUMN remind_on VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE score_check ADD COLUMN alarmed INT NOT NULL DEFAULT 0;
-- How long after a pause the sitting may go on (0: no rule), and that a longer pause was reported.
ALTER TABLE sitting ADD COLUMN resume_within INT NOT NULL DEFAULT 0;
ALTER TABLE sitting ADD COLUMN pause_raised INT NOT NULL DEFAULT 0;
CREATE INDEX sitting_paused ON sitting (state, paused_at);
-- Intervals without supervision, of a room or of one sitting in it. live_key is the room or sitting while the interval lasts.
CREATE TABLE supervision_gap (
	id CHAR(26) NOT NULL PRIMARY KEY,
	room_id CHAR(26) NOT NULL,
	sitting_id VARCHAR(26) NOT NULL,
	live_key CHAR(26) NULL,
	org_path VARCHAR(400) NOT NULL,
	cause VARCHAR(20) NOT NULL,
	note VARCHAR(800) NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL,
	opened_by VARCHAR(26) NOT NULL,
	opened_name VARCHAR(60) NOT NULL,
	closed_by VARCHAR(26) NOT NULL,
	closed_name VARCHAR(60) NOT NULL
);
CREATE UNIQUE INDEX supervision_gap_live ON supervision_gap (live_key);
CREATE INDEX supervision_gap_room ON supervision_gap (room_id, from_at);
-- Technical aborts: the register of abnormal cases (异常情况登记表) and the notice to the person.
CREATE TABLE technical_abort (
	sitting_id CHAR(26) NOT NULL PRIMARY KEY,
	person_id CHAR(26) NOT NULL,
	application_id VARCHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	room_id VARCHAR(26) NOT NULL,
	slot_id VARCHAR(26) NOT NULL,
	item_code VARCHAR(40) NOT NULL,
	seat_label VARCHAR(20) NOT NULL,
	was VARCHAR(20) NOT NULL,
	reason VARCHAR(20) NOT NULL,
	text VARCHAR(800) NOT NULL,
	records BIGINT NOT NULL,
	started_at BIGINT NOT NULL,
	aborted_at BIGINT NOT NULL,
	officer_account VARCHAR(26) NOT NULL,
	officer_name VARCHAR(60) NOT NULL
);
CREATE INDEX technical_abort_person ON technical_abort (person_id, aborted_at);
CREATE INDEX technical_abort_slot ON technical_abort (slot_id);
