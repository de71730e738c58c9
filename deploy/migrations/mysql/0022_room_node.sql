-- What a room node said of itself last, and the interval without supervision that its silence opened.
ALTER TABLE outpost_node ADD COLUMN version VARCHAR(60) NOT NULL DEFAULT '';
ALTER TABLE outpost_node ADD COLUMN seats INT NOT NULL DEFAULT 0;
ALTER TABLE outpost_node ADD COLUMN booked INT NOT NULL DEFAULT 0;
ALTER TABLE outpost_node ADD COLUMN prepared INT NOT NULL DEFAULT 0;
ALTER TABLE outpost_node ADD COLUMN gap_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
-- Times in which centre and room node did not hear each other. Kept by either side as it saw them; to_at is 0 while it lasts.
-- action is what the rule of the room made the node do, sittings how many were under way.
CREATE TABLE outpost_cut (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	node_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL,
	action VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	acted_at BIGINT NOT NULL,
	sittings INT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX outpost_cut_node ON outpost_cut (node_id, from_at);
-- Calls to the on-call person that a room node made by its own path; told_at is 0 on the node until the centre has the call.
CREATE TABLE outpost_call (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	cut_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	node_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name VARCHAR(60) NOT NULL,
	phone VARCHAR(40) NOT NULL,
	called_at BIGINT NOT NULL,
	outcome VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	detail VARCHAR(800) NOT NULL,
	told_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX outpost_call_room ON outpost_call (room_id, called_at);
-- On the room node itself: questions of releases from which papers are going to be drawn, each sealed with a key that only the
-- centre has.
CREATE TABLE outpost_stock (
	release_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	version_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	sealed LONGTEXT NOT NULL,
	PRIMARY KEY (release_id, version_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- On the room node itself: what the centre said last that holds also without it (rules of the room, whom to call).
CREATE TABLE outpost_standing (
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	body LONGTEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
