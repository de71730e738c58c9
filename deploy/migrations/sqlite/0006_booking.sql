-- Exam points, rooms, seats and the documents that let them run.
CREATE TABLE exam_point (
	id CHAR(26) NOT NULL PRIMARY KEY,
	org_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	code VARCHAR(40) NOT NULL,
	name VARCHAR(100) NOT NULL,
	address VARCHAR(200) NOT NULL,
	phone VARCHAR(40) NOT NULL,
	is_open TINYINT NOT NULL
);
CREATE UNIQUE INDEX exam_point_code ON exam_point (code);
CREATE TABLE exam_room (
	id CHAR(26) NOT NULL PRIMARY KEY,
	point_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	code VARCHAR(40) NOT NULL,
	name VARCHAR(100) NOT NULL,
	rules TEXT NOT NULL,
	pattern_first INT NOT NULL,
	pattern_until INT NOT NULL,
	pattern_length INT NOT NULL,
	is_open TINYINT NOT NULL,
	version INT NOT NULL
);
CREATE UNIQUE INDEX exam_room_code ON exam_room (point_id, code);
CREATE TABLE exam_seat (
	id CHAR(26) NOT NULL PRIMARY KEY,
	room_id CHAR(26) NOT NULL,
	no INT NOT NULL,
	label VARCHAR(20) NOT NULL,
	seat_row INT NOT NULL,
	seat_col INT NOT NULL,
	state VARCHAR(16) NOT NULL
);
CREATE UNIQUE INDEX exam_seat_no ON exam_seat (room_id, no);
CREATE TABLE room_authorization (
	id CHAR(26) NOT NULL PRIMARY KEY,
	room_id CHAR(26) NOT NULL,
	document_no VARCHAR(80) NOT NULL,
	issuer VARCHAR(120) NOT NULL,
	mode VARCHAR(16) NOT NULL,
	valid_from CHAR(10) NOT NULL,
	valid_to CHAR(10) NOT NULL,
	file_key VARCHAR(200) NOT NULL,
	revoked TINYINT NOT NULL
);
CREATE INDEX room_authorization_room ON room_authorization (room_id, valid_from);
-- Who watches which room when, and when rooms are closed.
CREATE TABLE duty_shift (
	id CHAR(26) NOT NULL PRIMARY KEY,
	room_id CHAR(26) NOT NULL,
	point_id CHAR(26) NOT NULL,
	officer_id CHAR(26) NOT NULL,
	officer_person CHAR(26) NOT NULL,
	officer_name VARCHAR(60) NOT NULL,
	second_id CHAR(26) NOT NULL,
	second_person CHAR(26) NOT NULL,
	second_name VARCHAR(60) NOT NULL,
	on_call_name VARCHAR(60) NOT NULL,
	on_call_phone VARCHAR(40) NOT NULL,
	on_call_minutes INT NOT NULL,
	max_seats INT NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL
);
CREATE INDEX duty_shift_room ON duty_shift (room_id, from_at);
CREATE INDEX duty_shift_officer ON duty_shift (officer_person, from_at);
CREATE TABLE room_closure (
	id CHAR(26) NOT NULL PRIMARY KEY,
	point_id CHAR(26) NOT NULL,
	room_id VARCHAR(26) NOT NULL,
	kind VARCHAR(20) NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL,
	notice VARCHAR(400) NOT NULL
);
CREATE INDEX room_closure_point ON room_closure (point_id, from_at);
CREATE TABLE exam_slot (
	id CHAR(26) NOT NULL PRIMARY KEY,
	room_id CHAR(26) NOT NULL,
	point_id CHAR(26) NOT NULL,
	starts_at BIGINT NOT NULL,
	ends_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX exam_slot_start ON exam_slot (room_id, starts_at);
CREATE INDEX exam_slot_point ON exam_slot (point_id, starts_at);
-- Applications. live_item is the item while the application is live, NULL afterwards: one live one per person and item.
CREATE TABLE exam_application (
	id CHAR(26) NOT NULL PRIMARY KEY,
	person_id CHAR(26) NOT NULL,
	live_item VARCHAR(60) NULL,
	authority_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	item_code VARCHAR(60) NOT NULL,
	person_type VARCHAR(24) NOT NULL,
	kind VARCHAR(16) NOT NULL,
	channel VARCHAR(16) NOT NULL,
	sponsor_id VARCHAR(26) NOT NULL,
	state VARCHAR(16) NOT NULL,
	defects TEXT NOT NULL,
	rounds INT NOT NULL,
	help_kind VARCHAR(16) NOT NULL,
	help_wish VARCHAR(400) NOT NULL,
	help_decided TINYINT NOT NULL,
	help_minutes INT NOT NULL,
	help_note VARCHAR(400) NOT NULL,
	help_by VARCHAR(26) NOT NULL,
	submitted_by VARCHAR(26) NOT NULL,
	submitted_at BIGINT NOT NULL,
	notified_at BIGINT NOT NULL,
	due_on VARCHAR(10) NOT NULL,
	alarmed TINYINT NOT NULL,
	answer_by VARCHAR(10) NOT NULL,
	accepted_by VARCHAR(26) NOT NULL,
	decided_by VARCHAR(26) NOT NULL,
	decided_person VARCHAR(26) NOT NULL,
	decided_at BIGINT NOT NULL,
	reason VARCHAR(400) NOT NULL,
	valid_to VARCHAR(10) NOT NULL,
	created_at BIGINT NOT NULL,
	changed_at BIGINT NOT NULL,
	version INT NOT NULL
);
CREATE UNIQUE INDEX exam_application_live ON exam_application (person_id, live_item);
CREATE INDEX exam_application_queue ON exam_application (state, due_on);
CREATE TABLE exam_application_material (
	application_id CHAR(26) NOT NULL,
	kind VARCHAR(24) NOT NULL,
	file_key VARCHAR(200) NOT NULL,
	file_type VARCHAR(40) NOT NULL,
	fit TINYINT NOT NULL,
	on_date VARCHAR(10) NOT NULL,
	institution VARCHAR(120) NOT NULL,
	value VARCHAR(400) NOT NULL,
	changed_at BIGINT NOT NULL,
	PRIMARY KEY (application_id, kind)
);
-- Bookings. live_slot and live_application are NULL once the booking keeps no place.
CREATE TABLE seat_booking (
	id CHAR(26) NOT NULL PRIMARY KEY,
	person_id CHAR(26) NOT NULL,
	application_id CHAR(26) NOT NULL,
	slot_id CHAR(26) NOT NULL,
	room_id CHAR(26) NOT NULL,
	live_slot CHAR(26) NULL,
	live_application CHAR(26) NULL,
	org_path VARCHAR(400) NOT NULL,
	item_code VARCHAR(60) NOT NULL,
	person_type VARCHAR(24) NOT NULL,
	kind VARCHAR(16) NOT NULL,
	channel VARCHAR(16) NOT NULL,
	walk_in TINYINT NOT NULL,
	state VARCHAR(16) NOT NULL,
	begins_at BIGINT NOT NULL,
	ends_at BIGINT NOT NULL,
	minutes INT NOT NULL,
	extra_minutes INT NOT NULL,
	hold_until BIGINT NOT NULL,
	confirmed_at BIGINT NOT NULL,
	reason VARCHAR(400) NOT NULL,
	priority TINYINT NOT NULL,
	created_at BIGINT NOT NULL,
	version INT NOT NULL
);
CREATE UNIQUE INDEX seat_booking_person_slot ON seat_booking (person_id, live_slot);
CREATE UNIQUE INDEX seat_booking_application ON seat_booking (live_application);
CREATE INDEX seat_booking_slot ON seat_booking (slot_id, state);
CREATE INDEX seat_booking_hold ON seat_booking (state, hold_until);
CREATE INDEX seat_booking_room ON seat_booking (room_id, begins_at);
-- One row per kept place. A booking that reaches into a later slot keeps a place there too.
CREATE TABLE slot_place (
	slot_id CHAR(26) NOT NULL,
	ordinal INT NOT NULL,
	booking_id CHAR(26) NOT NULL,
	PRIMARY KEY (slot_id, ordinal)
);
CREATE UNIQUE INDEX slot_place_booking ON slot_place (booking_id, slot_id);
CREATE TABLE admission_ticket (
	id CHAR(26) NOT NULL PRIMARY KEY,
	booking_id CHAR(26) NOT NULL,
	code_index BLOB NOT NULL,
	code_sealed VARCHAR(200) NOT NULL,
	pin_hash BLOB NOT NULL,
	pin_tries INT NOT NULL,
	created_at BIGINT NOT NULL,
	version INT NOT NULL
);
CREATE UNIQUE INDEX admission_ticket_booking ON admission_ticket (booking_id);
CREATE UNIQUE INDEX admission_ticket_code ON admission_ticket (code_index);
CREATE TABLE gate_visit (
	id CHAR(26) NOT NULL PRIMARY KEY,
	device_id CHAR(26) NOT NULL,
	room_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	person_id VARCHAR(26) NOT NULL,
	booking_id VARCHAR(26) NOT NULL,
	application_id VARCHAR(26) NOT NULL,
	walk_in TINYINT NOT NULL,
	state VARCHAR(16) NOT NULL,
	card_matched TINYINT NOT NULL,
	failures INT NOT NULL,
	trouble VARCHAR(60) NOT NULL,
	asked_at BIGINT NOT NULL,
	officer_id VARCHAR(26) NOT NULL,
	officer_note VARCHAR(400) NOT NULL,
	decided_at BIGINT NOT NULL,
	admission_id VARCHAR(26) NOT NULL,
	door VARCHAR(16) NOT NULL,
	created_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	version INT NOT NULL
);
CREATE INDEX gate_visit_queue ON gate_visit (state, asked_at);
CREATE INDEX gate_visit_device ON gate_visit (device_id, created_at);
-- Admissions. live_seat is the seat while somebody keeps it, NULL afterwards.
CREATE TABLE admission (
	id CHAR(26) NOT NULL PRIMARY KEY,
	person_id CHAR(26) NOT NULL,
	application_id CHAR(26) NOT NULL,
	booking_id CHAR(26) NOT NULL,
	slot_id CHAR(26) NOT NULL,
	room_id CHAR(26) NOT NULL,
	seat_id CHAR(26) NOT NULL,
	live_seat CHAR(26) NULL,
	seat_label VARCHAR(20) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	item_code VARCHAR(60) NOT NULL,
	person_type VARCHAR(24) NOT NULL,
	kind VARCHAR(16) NOT NULL,
	channel VARCHAR(16) NOT NULL,
	employer_id VARCHAR(26) NOT NULL,
	match_method VARCHAR(20) NOT NULL,
	match_by VARCHAR(26) NOT NULL,
	extra_minutes INT NOT NULL,
	admitted_at BIGINT NOT NULL,
	slot_end BIGINT NOT NULL,
	rules TEXT NOT NULL,
	state VARCHAR(16) NOT NULL,
	soft_rule VARCHAR(40) NOT NULL,
	version INT NOT NULL
);
CREATE UNIQUE INDEX admission_person_slot ON admission (slot_id, person_id);
CREATE UNIQUE INDEX admission_seat ON admission (live_seat);
CREATE INDEX admission_booking ON admission (booking_id);
CREATE INDEX admission_room ON admission (room_id, admitted_at);
