-- Recordings that a room node made while its uplink was cut: pieces on their way to the centre (have bytes of them are here; kept_at is 0
-- until they stand in their sitting's record), and what lies at which node, as it said last. given_up_at: a named person decided without.
CREATE TABLE outpost_film (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	node_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	size_bytes BIGINT NOT NULL,
	have BIGINT NOT NULL,
	begun_at BIGINT NOT NULL,
	kept_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX outpost_film_under ON outpost_film (kept_at, begun_at);
CREATE TABLE outpost_film_mark (
	node_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	pieces INT NOT NULL,
	from_at BIGINT NOT NULL,
	told_at BIGINT NOT NULL,
	given_up_at BIGINT NOT NULL,
	given_up_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	given_up_name VARCHAR(60) NOT NULL,
	given_up_why VARCHAR(800) NOT NULL,
	PRIMARY KEY (node_id, sitting_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX outpost_film_mark_sitting ON outpost_film_mark (sitting_id);
-- To which node a sitting was handed at which seat; both empty for what was handed over before.
ALTER TABLE outpost_hold ADD COLUMN first_node VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
ALTER TABLE outpost_hold ADD COLUMN seat_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
-- The room node that recorded a piece; empty: the centre did.
ALTER TABLE recording_segment ADD COLUMN node_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
