-- What the head count of a room was good for, one row for each change. to_at is when that was seen last.
CREATE TABLE room_count (
	id CHAR(26) NOT NULL PRIMARY KEY,
	room_id CHAR(26) NOT NULL,
	state VARCHAR(12) NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL
);
CREATE INDEX room_count_room ON room_count (room_id, from_at);
-- Holds and bundles of what a room's own cameras recorded on a day of Beijing; sitting_id is empty then.
ALTER TABLE evidence_hold ADD COLUMN room_id VARCHAR(26) NOT NULL DEFAULT '';
ALTER TABLE evidence_hold ADD COLUMN day VARCHAR(10) NOT NULL DEFAULT '';
CREATE INDEX evidence_hold_room ON evidence_hold (room_id, live);
ALTER TABLE evidence_export ADD COLUMN room_id VARCHAR(26) NOT NULL DEFAULT '';
ALTER TABLE evidence_export ADD COLUMN day VARCHAR(10) NOT NULL DEFAULT '';
