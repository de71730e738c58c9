-- Closed pieces of a seat's recording, numbered and chained by hash within their sitting. The content lies in the file store.
CREATE TABLE recording_segment (
	id CHAR(26) NOT NULL PRIMARY KEY,
	sitting_id CHAR(26) NOT NULL,
	no INT NOT NULL,
	room_id CHAR(26) NOT NULL,
	seat_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	session_id CHAR(26) NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL,
	size_bytes BIGINT NOT NULL,
	width INT NOT NULL,
	height INT NOT NULL,
	frames INT NOT NULL,
	sounds INT NOT NULL,
	note VARCHAR(20) NOT NULL,
	blob_key VARCHAR(200) NOT NULL,
	sha256 CHAR(64) NOT NULL,
	prev_hash CHAR(64) NOT NULL,
	hash CHAR(64) NOT NULL,
	kept_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX recording_segment_no ON recording_segment (sitting_id, no);
CREATE INDEX recording_segment_room ON recording_segment (room_id, seat_id, from_at);
-- Sittings whose seat must be seen: from the opening of the paper to its end (to_at is 0 before it). seen_at is when the media
-- node had a picture last; cause is what the seat itself says of its camera; lost is 1 while a gap lasts.
CREATE TABLE camera_watch (
	sitting_id CHAR(26) NOT NULL PRIMARY KEY,
	room_id CHAR(26) NOT NULL,
	seat_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,
	cause VARCHAR(20) NOT NULL,
	lost INT NOT NULL
);
CREATE INDEX camera_watch_live ON camera_watch (to_at, lost);
-- Times in which a seat's camera was away while its paper was open. live_key is the sitting while it lasts.
CREATE TABLE camera_gap (
	id CHAR(26) NOT NULL PRIMARY KEY,
	sitting_id CHAR(26) NOT NULL,
	live_key CHAR(26) NULL,
	room_id CHAR(26) NOT NULL,
	seat_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	cause VARCHAR(20) NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX camera_gap_live ON camera_gap (live_key);
CREATE INDEX camera_gap_sitting ON camera_gap (sitting_id, from_at);
