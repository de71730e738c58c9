-- What holds a paused sitting (PAUSE of a room or site, BREAK), the terms of its breaks, and how many were taken.
ALTER TABLE sitting ADD COLUMN pause_kind VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE sitting ADD COLUMN pause_ref VARCHAR(26) NOT NULL DEFAULT '';
ALTER TABLE sitting ADD COLUMN break_terms VARCHAR(60) NOT NULL DEFAULT '';
ALTER TABLE sitting ADD COLUMN breaks INT NOT NULL DEFAULT 0;
-- Pauses of a whole room or site: one row an act. live_key is the room or site until everybody has been resumed.
CREATE TABLE room_pause (
	id CHAR(26) NOT NULL PRIMARY KEY,
	scope VARCHAR(8) NOT NULL,
	place_id CHAR(26) NOT NULL,
	live_key CHAR(26) NULL,
	org_path VARCHAR(400) NOT NULL,
	state VARCHAR(10) NOT NULL,
	reason VARCHAR(20) NOT NULL,
	text VARCHAR(800) NOT NULL,
	paused_at BIGINT NOT NULL,
	paused_by VARCHAR(26) NOT NULL,
	paused_name VARCHAR(60) NOT NULL,
	sittings INT NOT NULL,
	resume_reason VARCHAR(20) NOT NULL,
	resume_text VARCHAR(800) NOT NULL,
	resumed_at BIGINT NOT NULL,
	resumed_by VARCHAR(26) NOT NULL,
	resumed_name VARCHAR(60) NOT NULL,
	resumed INT NOT NULL,
	kept INT NOT NULL
);
CREATE UNIQUE INDEX room_pause_live ON room_pause (live_key);
CREATE INDEX room_pause_place ON room_pause (place_id, paused_at);
-- Times in which a room lost its power or its network: by the loss of all its seats' connections, or by an officer's
-- statement. live_key is the room while a loss by evidence lasts; settled_at is 0 until its consequences are drawn.
CREATE TABLE room_outage (
	id CHAR(26) NOT NULL PRIMARY KEY,
	room_id CHAR(26) NOT NULL,
	live_key CHAR(26) NULL,
	org_path VARCHAR(400) NOT NULL,
	basis VARCHAR(10) NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL,
	evidence TEXT NOT NULL,
	reason VARCHAR(20) NOT NULL,
	text VARCHAR(800) NOT NULL,
	stated_by VARCHAR(26) NOT NULL,
	stated_name VARCHAR(60) NOT NULL,
	made_at BIGINT NOT NULL,
	settled_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX room_outage_live ON room_outage (live_key);
CREATE INDEX room_outage_room ON room_outage (room_id, from_at);
CREATE INDEX room_outage_open ON room_outage (settled_at, made_at);
-- Connections of seats that broke off while they held a sitting: when the seat was heard last, and when it was back.
CREATE TABLE seat_loss (
	sitting_id CHAR(26) NOT NULL,
	epoch BIGINT NOT NULL,
	room_id CHAR(26) NOT NULL,
	seat_id CHAR(26) NOT NULL,
	heard_at BIGINT NOT NULL,
	noticed_at BIGINT NOT NULL,
	back_at BIGINT NOT NULL,
	outage_id VARCHAR(26) NOT NULL,
	PRIMARY KEY (sitting_id, epoch)
);
CREATE INDEX seat_loss_room ON seat_loss (room_id, noticed_at);
-- What the program enters once for one cause, whoever repeats it.
ALTER TABLE supervision_gap ADD COLUMN once_key VARCHAR(60) NULL;
CREATE UNIQUE INDEX supervision_gap_once ON supervision_gap (once_key);
