-- Room nodes: programs inside examination rooms that go on with sittings while the uplink is cut. Known by their keys.
CREATE TABLE outpost_node (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name VARCHAR(60) NOT NULL,
	sign_key VARBINARY(32) NOT NULL,
	box_key VARBINARY(32) NOT NULL,
	serial BIGINT NOT NULL,
	enrolled_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,
	revoked_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX outpost_node_key ON outpost_node (sign_key);
CREATE INDEX outpost_node_room ON outpost_node (room_id);
-- Sittings handed over to a room node, once each. closed_at is 0 while it holds the sitting.
CREATE TABLE outpost_hold (
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	node_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	epoch BIGINT NOT NULL,
	place BIGINT NOT NULL,
	not_after BIGINT NOT NULL,
	handed_at BIGINT NOT NULL,
	recall_at BIGINT NOT NULL,
	recall_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	recall_name VARCHAR(60) NOT NULL,
	recall_why VARCHAR(800) NOT NULL,
	closed_at BIGINT NOT NULL,
	how VARCHAR(12) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX outpost_hold_node ON outpost_hold (node_id, closed_at);
CREATE INDEX outpost_hold_room ON outpost_hold (room_id, handed_at);
-- What a room node handed back and could not be applied: the signed statement as it came, for a named person to decide.
CREATE TABLE outpost_evidence (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	node_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	code VARCHAR(60) NOT NULL,
	why VARCHAR(800) NOT NULL,
	statement LONGTEXT NOT NULL,
	signature VARBINARY(64) NOT NULL,
	received_at BIGINT NOT NULL,
	decided_at BIGINT NOT NULL,
	decided_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	decided_name VARCHAR(60) NOT NULL,
	decision VARCHAR(1600) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX outpost_evidence_once ON outpost_evidence (sitting_id, digest);
CREATE INDEX outpost_evidence_room ON outpost_evidence (room_id, received_at);
-- On the room node itself: the sittings it was given. The paper lies sealed until it is opened; closed_at is 0 until the
-- centre has taken everything back.
CREATE TABLE outpost_charge (
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	seat_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	epoch BIGINT NOT NULL,
	sealed LONGTEXT NOT NULL,
	not_after BIGINT NOT NULL,
	attempts INT NOT NULL,
	card LONGTEXT NOT NULL,
	reported BIGINT NOT NULL,
	closed_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX outpost_charge_seat ON outpost_charge (seat_id, closed_at);
-- On the room node itself: the seat terminals of the room, by the hash of their token.
CREATE TABLE outpost_seat (
	token_hash VARBINARY(32) NOT NULL PRIMARY KEY,
	device_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seat_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name VARCHAR(60) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
