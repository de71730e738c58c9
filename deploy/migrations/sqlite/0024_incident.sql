-- Incidents (异常事件). live_key names subject, kind and key while one lives, so that the same thing is one row; first_facts never
-- change. Those of detectors that may only log have state LOGGED.
CREATE TABLE incident (
	id CHAR(26) NOT NULL PRIMARY KEY,
	kind VARCHAR(60) NOT NULL,
	class VARCHAR(20) NOT NULL,
	severity INT NOT NULL,
	holds INT NOT NULL,
	room_id CHAR(26) NOT NULL,
	seat_id VARCHAR(26) NOT NULL,
	sitting_id VARCHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	live_key VARCHAR(180) NULL,
	item_key VARCHAR(80) NOT NULL,
	source_name VARCHAR(60) NOT NULL,
	source_version VARCHAR(40) NOT NULL,
	source_person VARCHAR(26) NOT NULL,
	threshold_ppm BIGINT NOT NULL,
	score_ppm BIGINT NOT NULL,
	began_at BIGINT NOT NULL,
	raised_at BIGINT NOT NULL,
	first_facts TEXT NOT NULL,
	facts TEXT NOT NULL,
	until_at BIGINT NOT NULL,
	clip_from BIGINT NOT NULL,
	clip_to BIGINT NOT NULL,
	hits INT NOT NULL,
	last_at BIGINT NOT NULL,
	state VARCHAR(20) NOT NULL,
	taker_account VARCHAR(26) NOT NULL,
	taker_person VARCHAR(26) NOT NULL,
	taker_name VARCHAR(60) NOT NULL,
	taken_at BIGINT NOT NULL,
	finding VARCHAR(20) NOT NULL,
	words VARCHAR(1600) NOT NULL,
	closer_account VARCHAR(26) NOT NULL,
	closer_person VARCHAR(26) NOT NULL,
	closer_name VARCHAR(60) NOT NULL,
	ended_at BIGINT NOT NULL,
	case_id VARCHAR(26) NOT NULL,
	version INT NOT NULL
);
CREATE UNIQUE INDEX incident_live ON incident (live_key);
CREATE INDEX incident_sitting ON incident (sitting_id);
CREATE INDEX incident_room ON incident (room_id, state, began_at);
CREATE INDEX incident_state ON incident (state, severity, raised_at);
-- What officers did about incidents.
CREATE TABLE incident_act (
	id CHAR(26) NOT NULL PRIMARY KEY,
	incident_id CHAR(26) NOT NULL,
	room_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	verb VARCHAR(20) NOT NULL,
	deed VARCHAR(20) NOT NULL,
	words VARCHAR(1600) NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(60) NOT NULL,
	done_at BIGINT NOT NULL
);
CREATE INDEX incident_act_incident ON incident_act (incident_id, done_at);
CREATE INDEX incident_act_time ON incident_act (done_at);
-- How many incidents of its own a source has made about a subject in a window.
CREATE TABLE incident_rate (
	subject VARCHAR(26) NOT NULL,
	source VARCHAR(110) NOT NULL,
	window_at BIGINT NOT NULL,
	n INT NOT NULL,
	PRIMARY KEY (subject, source, window_at)
);
-- The register of detectors and their judged samples. Shares and thresholds are in millionths.
CREATE TABLE detector (
	name VARCHAR(60) NOT NULL,
	version VARCHAR(40) NOT NULL,
	threshold_ppm BIGINT NOT NULL,
	precision_ppm BIGINT NOT NULL,
	recall_ppm BIGINT NOT NULL,
	clips INT NOT NULL,
	budget_ppm BIGINT NOT NULL,
	mode VARCHAR(10) NOT NULL,
	reason VARCHAR(800) NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(60) NOT NULL,
	mode_at BIGINT NOT NULL,
	rev INT NOT NULL,
	PRIMARY KEY (name, version)
);
CREATE TABLE incident_sample (
	incident_id CHAR(26) NOT NULL PRIMARY KEY,
	name VARCHAR(60) NOT NULL,
	version VARCHAR(40) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	drawn_at BIGINT NOT NULL,
	verdict VARCHAR(10) NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(60) NOT NULL,
	judged_at BIGINT NOT NULL
);
CREATE INDEX incident_sample_detector ON incident_sample (name, version, judged_at);
CREATE INDEX incident_sample_open ON incident_sample (verdict, incident_id);
-- Rooms passed on from one officer to the next. live_key is the room while the next one has not confirmed.
CREATE TABLE duty_handover (
	id CHAR(26) NOT NULL PRIMARY KEY,
	room_id CHAR(26) NOT NULL,
	live_key CHAR(26) NULL,
	org_path VARCHAR(400) NOT NULL,
	from_account VARCHAR(26) NOT NULL,
	from_person VARCHAR(26) NOT NULL,
	from_name VARCHAR(60) NOT NULL,
	to_account VARCHAR(26) NOT NULL,
	to_person VARCHAR(26) NOT NULL,
	to_name VARCHAR(60) NOT NULL,
	incidents TEXT NOT NULL,
	words VARCHAR(1600) NOT NULL,
	given_at BIGINT NOT NULL,
	ack_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX duty_handover_live ON duty_handover (live_key);
CREATE INDEX duty_handover_room ON duty_handover (room_id, given_at);
