-- Templates that live on edge devices: whose, by which consent, until when, and the device's signed word that it is gone.
-- live_key is the booking until then.
CREATE TABLE face_template (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	booking_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	live_key CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
	source VARCHAR(12) NOT NULL,
	notice_version INT NOT NULL,
	consent_at BIGINT NOT NULL,
	channel VARCHAR(12) NOT NULL,
	created_at BIGINT NOT NULL,
	delete_after BIGINT NOT NULL,
	state VARCHAR(10) NOT NULL,
	cause VARCHAR(12) NOT NULL,
	withdrawn_at BIGINT NOT NULL,
	deleted_at BIGINT NOT NULL,
	proof LONGTEXT NOT NULL,
	tries INT NOT NULL,
	trouble VARCHAR(60) NOT NULL,
	version INT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX face_template_live ON face_template (live_key);
CREATE INDEX face_template_person ON face_template (person_id, id);
CREATE INDEX face_template_due ON face_template (delete_after);
-- Comparisons as the edge device signed them. A challenge is answered once.
CREATE TABLE face_match (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	template_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	challenge VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	purpose VARCHAR(16) NOT NULL,
	camera VARCHAR(40) NOT NULL,
	statement LONGTEXT NOT NULL,
	at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX face_match_challenge ON face_match (challenge);
CREATE INDEX face_match_person ON face_match (person_id, id);
-- Name or number of the card against the application: what differs, how an officer resolved it, why.
ALTER TABLE gate_visit ADD COLUMN mismatch VARCHAR(26) NOT NULL DEFAULT '';
ALTER TABLE gate_visit ADD COLUMN mismatch_outcome VARCHAR(26) NOT NULL DEFAULT '';
