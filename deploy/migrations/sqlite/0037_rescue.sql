-- Calls for somebody to come to a room, one live for each incident. Names are those of the day; telephone numbers stay in the roster.
CREATE TABLE help_call (
	id CHAR(26) NOT NULL PRIMARY KEY,
	incident_id CHAR(26) NOT NULL,
	room_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	live_key VARCHAR(26),
	kind VARCHAR(60) NOT NULL,
	state VARCHAR(10) NOT NULL,
	asked_by VARCHAR(26) NOT NULL,
	asked_name VARCHAR(60) NOT NULL,
	asked_at BIGINT NOT NULL,
	escalate_at BIGINT NOT NULL,
	escalated_at BIGINT NOT NULL,
	acked_who VARCHAR(60) NOT NULL,
	acked_name VARCHAR(60) NOT NULL,
	acked_at BIGINT NOT NULL,
	arrived_who VARCHAR(60) NOT NULL,
	arrived_name VARCHAR(60) NOT NULL,
	arrived_at BIGINT NOT NULL,
	ended_at BIGINT NOT NULL,
	version INT NOT NULL
);
CREATE UNIQUE INDEX help_call_live ON help_call (live_key);
CREATE INDEX help_call_incident ON help_call (incident_id, id);
CREATE INDEX help_call_room ON help_call (room_id, asked_at);
-- Who is asked to come, and whether the text went out. shift_id names the roster's entry; person_id the second officer.
CREATE TABLE help_person (
	id CHAR(26) NOT NULL PRIMARY KEY,
	call_id CHAR(26) NOT NULL,
	who_key VARCHAR(40) NOT NULL,
	role VARCHAR(10) NOT NULL,
	shift_id VARCHAR(26) NOT NULL,
	person_id VARCHAR(26) NOT NULL,
	name VARCHAR(60) NOT NULL,
	minutes INT NOT NULL,
	state VARCHAR(10) NOT NULL,
	tries INT NOT NULL,
	next_at BIGINT NOT NULL,
	sent_at BIGINT NOT NULL,
	version INT NOT NULL
);
CREATE UNIQUE INDEX help_person_who ON help_person (call_id, who_key);
CREATE INDEX help_person_due ON help_person (state, next_at);
-- Emergency numbers of an exam point; without a row the usual ones hold.
CREATE TABLE emergency_number (
	id CHAR(26) NOT NULL PRIMARY KEY,
	fire VARCHAR(40) NOT NULL,
	medical VARCHAR(40) NOT NULL,
	police VARCHAR(40) NOT NULL,
	version INT NOT NULL
);
-- Steps of the script of an emergency that somebody did, or found not to be needed. began_at names the emergency of the room.
CREATE TABLE emergency_step (
	id CHAR(26) NOT NULL PRIMARY KEY,
	room_id CHAR(26) NOT NULL,
	began_at BIGINT NOT NULL,
	step VARCHAR(20) NOT NULL,
	needed INT NOT NULL,
	note VARCHAR(200) NOT NULL,
	by_id VARCHAR(26) NOT NULL,
	by_name VARCHAR(60) NOT NULL,
	at BIGINT NOT NULL
);
CREATE UNIQUE INDEX emergency_step_once ON emergency_step (room_id, began_at, step);
-- A pilot rule is a document that two people enter: it is in force when the second has confirmed it.
ALTER TABLE room_authorization ADD COLUMN pilot_rule VARCHAR(200) NOT NULL DEFAULT '';
ALTER TABLE room_authorization ADD COLUMN entered_person VARCHAR(26) NOT NULL DEFAULT '';
ALTER TABLE room_authorization ADD COLUMN confirmed_person VARCHAR(26) NOT NULL DEFAULT '';
ALTER TABLE room_authorization ADD COLUMN confirmed_name VARCHAR(60) NOT NULL DEFAULT '';
ALTER TABLE room_authorization ADD COLUMN confirmed_at BIGINT NOT NULL DEFAULT 0;
-- Whether an incident of lost mains or of silent hardware stands: it outlives the process that raised it.
ALTER TABLE room_safety ADD COLUMN mains_told INT NOT NULL DEFAULT 0;
ALTER TABLE room_safety ADD COLUMN silent_told INT NOT NULL DEFAULT 0;
-- Which account decided an identity check: officers' workload counts them.
ALTER TABLE identity_check ADD COLUMN by_account VARCHAR(26) NOT NULL DEFAULT '';
CREATE INDEX identity_check_decided ON identity_check (decided_at);
