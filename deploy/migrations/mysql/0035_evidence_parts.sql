-- Pictures taken beside a sitting's recording. The content lies in the file store, sealed under the key of the sitting's recordings; the row
-- stays when that is gone.
CREATE TABLE evidence_still (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seat_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	what VARCHAR(20) NOT NULL,
	note VARCHAR(60) NOT NULL,
	at BIGINT NOT NULL,
	width INT NOT NULL,
	height INT NOT NULL,
	size_bytes BIGINT NOT NULL,
	sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	blob_key VARCHAR(200) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX evidence_still_sitting ON evidence_still (sitting_id, id);
-- What a room's own cameras recorded on one day (UTC): how much, until when it is kept and by which rule, what has become of it. The id names
-- the key it is sealed under. first_no and last_no are its pieces in the room's chain; more pieces may lie between those of other days.
CREATE TABLE evidence_room_day (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	day VARCHAR(10) NOT NULL,
	pieces INT NOT NULL,
	bytes BIGINT NOT NULL,
	first_no INT NOT NULL,
	last_no INT NOT NULL,
	state VARCHAR(10) NOT NULL,
	months INT NOT NULL,
	basis VARCHAR(200) NOT NULL,
	delete_on VARCHAR(10) NOT NULL,
	deleted_at BIGINT NOT NULL,
	deletion_hash VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	version INT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX evidence_room_day_room ON evidence_room_day (room_id, day);
CREATE INDEX evidence_room_day_delete ON evidence_room_day (state, delete_on);
-- Pieces of recordings that a media node has begun and that are not kept yet.
CREATE TABLE recording_piece (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	track VARCHAR(20) NOT NULL,
	from_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX recording_piece_sitting ON recording_piece (sitting_id);
-- What was counted of the inputs of a sitting in each ten seconds in which anything was: counts alone.
CREATE TABLE input_span (
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	at BIGINT NOT NULL,
	answers INT NOT NULL,
	local_answers INT NOT NULL,
	inputs INT NOT NULL,
	by_mouse INT NOT NULL,
	by_touch INT NOT NULL,
	by_pen INT NOT NULL,
	by_keys INT NOT NULL,
	by_assist INT NOT NULL,
	untrusted INT NOT NULL,
	eventless INT NOT NULL,
	blurs INT NOT NULL,
	hidden_s INT NOT NULL,
	displays INT NOT NULL,
	PRIMARY KEY (sitting_id, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
