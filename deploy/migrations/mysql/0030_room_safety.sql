-- Where a room stands: limits, lock, emergency, power, door, head count. id is the room's.
CREATE TABLE room_safety (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	org_path VARCHAR(400) NOT NULL,
	occupancy INT NOT NULL,
	require_tests VARCHAR(4) NOT NULL,
	rechecks VARCHAR(4) NOT NULL,
	locked_at BIGINT NOT NULL,
	lock_reason VARCHAR(200) NOT NULL,
	locked_name VARCHAR(60) NOT NULL,
	emergency VARCHAR(8) NOT NULL,
	emergency_at BIGINT NOT NULL,
	emergency_name VARCHAR(60) NOT NULL,
	emergency_note VARCHAR(200) NOT NULL,
	emergency_pause VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	emergency_told INT NOT NULL,
	mains_lost_at BIGINT NOT NULL,
	door_open_at BIGINT NOT NULL,
	door_told INT NOT NULL,
	silent_since BIGINT NOT NULL,
	counted INT NOT NULL,
	counted_at BIGINT NOT NULL,
	count_off_from BIGINT NOT NULL,
	count_off VARCHAR(10) NOT NULL,
	count_told INT NOT NULL,
	version INT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- Entries and exits of people, each known once.
CREATE TABLE room_passage (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	person_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	admission_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	way VARCHAR(6) NOT NULL,
	basis VARCHAR(14) NOT NULL,
	at BIGINT NOT NULL,
	by_name VARCHAR(60) NOT NULL,
	note VARCHAR(200) NOT NULL,
	once_key VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX room_passage_once ON room_passage (once_key);
CREATE INDEX room_passage_room ON room_passage (room_id, at);
CREATE INDEX room_passage_admission ON room_passage (admission_id);
-- Commands to doors that cannot remember them; done_at is 0 until the door confirmed.
CREATE TABLE door_command (
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	command VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	sent_at BIGINT NOT NULL,
	done_at BIGINT NOT NULL,
	PRIMARY KEY (room_id, command)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX door_command_sent ON door_command (sent_at);
-- Checks whether the person who was let in sits at the seat. live_key is the admission while the check is to be made.
CREATE TABLE identity_check (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	admission_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	live_key CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
	person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seat_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seat_label VARCHAR(20) NOT NULL,
	kind VARCHAR(8) NOT NULL,
	state VARCHAR(8) NOT NULL,
	due_at BIGINT NOT NULL,
	tries INT NOT NULL,
	told INT NOT NULL,
	match_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	asked_at BIGINT NOT NULL,
	decided_at BIGINT NOT NULL,
	by_name VARCHAR(60) NOT NULL,
	note VARCHAR(200) NOT NULL,
	version INT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX identity_check_live ON identity_check (live_key);
CREATE INDEX identity_check_due ON identity_check (due_at);
CREATE INDEX identity_check_asked ON identity_check (state, asked_at);
CREATE INDEX identity_check_admission ON identity_check (admission_id);
-- Self-tests of seats, and of doors where seat_id is empty.
CREATE TABLE self_test (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	seat_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seat_label VARCHAR(20) NOT NULL,
	run VARCHAR(40) NOT NULL,
	at BIGINT NOT NULL,
	passed INT NOT NULL,
	results LONGTEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX self_test_seat ON self_test (room_id, seat_id, run);
-- Seats that a failed self-test took out of the inventory, and what they were before.
CREATE TABLE seat_removal (
	seat_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	was VARCHAR(12) NOT NULL,
	why VARCHAR(200) NOT NULL,
	at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX seat_removal_room ON seat_removal (room_id);
