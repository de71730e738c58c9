-- How loud the page of a seat says it was in each ten seconds in which it said so: levels of 0 to 100, no sound.
CREATE TABLE seat_sound (
	sitting_id CHAR(26) NOT NULL,
	at BIGINT NOT NULL,
	most INT NOT NULL,
	mean INT NOT NULL,
	voiced_s INT NOT NULL,
	PRIMARY KEY (sitting_id, at)
);
