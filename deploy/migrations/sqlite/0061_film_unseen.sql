-- Recordings that came back from a room node and that the server has not looked at yet.
CREATE TABLE recording_unseen (
	id CHAR(26) NOT NULL PRIMARY KEY,
	sitting_id CHAR(26) NOT NULL,
	kept_at BIGINT NOT NULL
);
CREATE INDEX recording_unseen_kept ON recording_unseen (kept_at, sitting_id);
CREATE INDEX recording_unseen_sitting ON recording_unseen (sitting_id, id);
