-- Recordings that came back from a room node and that the server has not looked at yet.
CREATE TABLE recording_unseen (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	kept_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX recording_unseen_kept ON recording_unseen (kept_at, sitting_id);
CREATE INDEX recording_unseen_sitting ON recording_unseen (sitting_id, id);
