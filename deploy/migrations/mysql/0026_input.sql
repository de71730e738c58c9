-- What was counted of the inputs of a sitting. Rows are added to every few seconds; pages is 0 where the page said nothing.
CREATE TABLE input_sums (
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seat_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	answers INT NOT NULL,
	local_answers INT NOT NULL,
	by_mouse INT NOT NULL,
	by_touch INT NOT NULL,
	by_pen INT NOT NULL,
	by_keys INT NOT NULL,
	by_assist INT NOT NULL,
	untrusted INT NOT NULL,
	eventless INT NOT NULL,
	replayed INT NOT NULL,
	inputs INT NOT NULL,
	blurs INT NOT NULL,
	hidden_s INT NOT NULL,
	displays INT NOT NULL,
	leaps INT NOT NULL,
	connections INT NOT NULL,
	pages INT NOT NULL,
	checked INT NOT NULL,
	missing INT NOT NULL,
	agent_s INT NOT NULL,
	automated INT NOT NULL,
	findings INT NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- Agents of seats: the key that signs their reports, what of the seat counts as usual, the last report and the last counts of the
-- kernel. counter and challenge belong to the next report; live_key is the seat while the agent is not revoked.
CREATE TABLE seat_agent (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	device_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	room_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seat_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	live_key CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
	public_key CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	enrolled_at BIGINT NOT NULL,
	revoked_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,
	counter BIGINT NOT NULL,
	challenge CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	usual MEDIUMTEXT NOT NULL,
	usual_at BIGINT NOT NULL,
	usual_by VARCHAR(60) NOT NULL,
	report MEDIUMTEXT NOT NULL,
	track MEDIUMTEXT NOT NULL,
	failing MEDIUMTEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX seat_agent_live ON seat_agent (live_key);
CREATE INDEX seat_agent_seat ON seat_agent (seat_id, enrolled_at);
CREATE INDEX seat_agent_seen ON seat_agent (revoked_at, seen_at);
